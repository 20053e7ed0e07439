using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Benchmarks.Http;

/// <summary>Runs <c>wrk</c>, and reads what it says.</summary>
internal static partial class Wrk
{
    private const int Connections = 16;

    /// <summary>Requests one target after the other, each connection from another place on; <c>{n}</c> in one becomes a number used once.</summary>
    private const string Script = """
        local targets, headers = {}, {}
        for line in io.lines(os.getenv("WRK_TARGETS")) do targets[#targets + 1] = line end
        for name, value in string.gmatch(os.getenv("WRK_HEADERS"), "([^:\n]+): ([^\n]+)") do headers[name] = value end
        local first, n = tonumber(os.getenv("WRK_FIRST")), 0
        request = function()
          n = n + 1
          return wrk.format("GET", (string.gsub(targets[(n * 7919) % #targets + 1], "{n}", string.format("%06d", (first + n) % 1000000))), headers)
        end
        """;

    /// <summary>Drives a server for some seconds.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="targets">A file with a target in each line.</param>
    /// <param name="headers">Header lines each request has.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="first">The first number used once.</param>
    public static async Task<Result> RunAsync(Uri server, string targets, string headers, int seconds, int first)
    {
        var script = Path.ChangeExtension(targets, "lua");
        await File.WriteAllTextAsync(script, Script);
        var start = new ProcessStartInfo("wrk", string.Create(CultureInfo.InvariantCulture, $"-t1 -c{Connections} -d{seconds}s --latency -s {script} {server}")) { RedirectStandardOutput = true };
        (start.Environment["WRK_TARGETS"], start.Environment["WRK_HEADERS"], start.Environment["WRK_FIRST"]) = (targets, headers, first.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var errors = said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal);
        return process.ExitCode == 0 && !errors
            ? new Result(Number(Rate().Match(said)), Milliseconds(Median().Match(said)), Milliseconds(High().Match(said)), (long)Number(Count().Match(said)))
            : throw new InvalidOperationException($"wrk: {said}");
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match) => Number(match) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex High();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count();

    /// <summary>What came of it.</summary>
    /// <param name="Rate">Requests per second.</param>
    /// <param name="Median">Milliseconds until half of the answers had come.</param>
    /// <param name="High">Milliseconds until 99 of 100 had.</param>
    /// <param name="Count">Requests answered.</param>
    internal sealed record Result(double Rate, double Median, double High, long Count);
}
