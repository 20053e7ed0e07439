using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Access;

/// <summary>Remembers who did what: in the store, and in the log.</summary>
public sealed partial class Audit(TimeProvider clock, ILogger<Audit> logger)
{
    /// <summary>Adds an entry, which becomes part of what is saved next.</summary>
    /// <param name="db">The store in which the thing itself is being done, so that both are one transaction.</param>
    /// <param name="by">Who: <see cref="Caller.Name"/>, or what the server did on its own.</param>
    /// <param name="action">What, such as <c>article.created</c>.</param>
    /// <param name="target">To what, such as <c>article/12</c>.</param>
    /// <param name="detail">More in a few words, or null.</param>
    public void Add(NewsDbContext db, string by, string action, string target, string? detail)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.AuditEntries.Add(Entry(by, action, target, detail));
    }

    /// <summary>Makes an entry, for whoever saves it by other means together with the thing itself.</summary>
    /// <inheritdoc cref="Add" path="/param"/>
    public AuditEntry Entry(string by, string action, string target, string? detail)
    {
        Log.Done(logger, by, action, target);
        return new AuditEntry { At = clock.GetUtcNow(), By = by, Action = action, Target = target, Detail = detail };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{By} did {Action:l} to {Target:l}")]
        public static partial void Done(ILogger logger, string by, string action, string target);
    }
}
