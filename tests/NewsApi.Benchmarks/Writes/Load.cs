using System.Diagnostics;
using System.Net;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Writes;

/// <summary>What clients saw that ask as fast as they are answered.</summary>
internal sealed class Load
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    /// <summary>Seconds it went on.</summary>
    public double Seconds { get; private set; }

    /// <summary>Requests answered as they should be.</summary>
    public int Done => _milliseconds.Count;

    /// <summary>Writes refused because somebody else was faster (412).</summary>
    public int Lost { get; private set; }

    /// <summary>Requests that were answered otherwise.</summary>
    public int Faults { get; private set; }

    /// <summary>The time within which a share of them was answered.</summary>
    public double Within(double share) => _milliseconds.Within(share);

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

    /// <summary>Counts a request that was answered as it should be.</summary>
    public void Answered(double milliseconds)
    {
        lock (_lock)
        {
            _milliseconds.Add(milliseconds);
        }
    }

    /// <summary>Counts a request that was not, and says so.</summary>
    public void Failed(string what)
    {
        lock (_lock)
        {
            Faults++;
        }

        Console.Error.WriteLine(what);
    }

    private void Count(HttpStatusCode status, double milliseconds)
    {
        if (status is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            Answered(milliseconds);
        }
        else if (status == HttpStatusCode.PreconditionFailed)
        {
            lock (_lock)
            {
                Lost++;
            }
        }
        else
        {
            Failed($"answered {(int)status}");
        }
    }
}
