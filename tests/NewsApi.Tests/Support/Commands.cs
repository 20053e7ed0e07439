using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NewsApi.Tests.Support;

/// <summary>Remembers what one store is asked.</summary>
internal sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly TestStore _store;
    private readonly List<IDisposable> _subscriptions = [];

    public Commands(TestStore store)
    {
        _store = store;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public List<(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)> Seen { get; } = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Value: CommandEventData { Command: { } command } } && value.Key == RelationalEventId.CommandExecuting.Name
            && _store.IsOpenIn(command.Connection!) && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            lock (Seen)
            {
                Seen.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
