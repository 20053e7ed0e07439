using System.Diagnostics;
using System.Net;

namespace NewsApi.Benchmarks.Writes;

/// <summary>What clients that write as fast as they are answered saw.</summary>
internal sealed class Load
{
    private readonly List<double> _milliseconds = [];
    private readonly Dictionary<string, int> _errors = [];
    private readonly Lock _lock = new();

    /// <summary>Seconds it went on.</summary>
    public double Seconds { get; private set; }

    /// <summary>Writes acknowledged.</summary>
    public int Done => _milliseconds.Count;

    /// <summary>Writes refused because somebody else was faster (412).</summary>
    public int Lost { get; private set; }

    /// <summary>Everything else that was answered.</summary>
    public string Errors => _errors.Count == 0 ? "0" : string.Join(", ", _errors.Select(error => $"{error.Value} x {error.Key}"));

    /// <summary>The time within which a share of the writes was answered.</summary>
    public double Within(double share)
    {
        _milliseconds.Sort();
        return _milliseconds.Count == 0 ? double.NaN : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(_milliseconds.Count * share))];
    }

    /// <summary>
    /// Lets clients write one after the other. A number of writes, not a time: what the runtime does once, such as compiling, is
    /// then the same share of each however busy the machine is.
    /// </summary>
    /// <param name="clients">How many clients.</param>
    /// <param name="writes">How many writes all of them make together.</param>
    /// <param name="write">One write of a client, given its number; what it returns is disposed of.</param>
    public async Task RunAsync(int clients, int writes, Func<int, Task<(HttpResponseMessage Answer, double Milliseconds)>> write)
    {
        var start = Stopwatch.GetTimestamp();
        var begun = 0;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= writes)
            {
                var (answer, milliseconds) = await write(client);
                using (answer)
                {
                    Count(answer.StatusCode, milliseconds);
                }
            }
        })));
        Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Count(HttpStatusCode status, double milliseconds)
    {
        lock (_lock)
        {
            if (status is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                _milliseconds.Add(milliseconds);
            }
            else if (status == HttpStatusCode.PreconditionFailed)
            {
                Lost++;
            }
            else
            {
                _errors[status.ToString()] = _errors.GetValueOrDefault(status.ToString()) + 1;
            }
        }
    }
}
