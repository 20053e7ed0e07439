using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Http;

/// <summary>
/// Sends requests at a steady rate, whether earlier ones were answered or not (open loop): each of some connections has a thread that
/// waits until its next request is due. A time is counted from when the request was due, so that one answer that comes late makes
/// those behind it late as well, as for people who do not wait for each other.
/// </summary>
internal static partial class SteadyLoad
{
    private const int Connections = 64;

    /// <summary>Asks for one target at a rate for some seconds; at an endless rate, as often as it is answered.</summary>
    /// <returns>Answers a second, and the milliseconds within which half of them, and 99 of 100, had come.</returns>
    public static async Task<(double Rate, double Median, double High)> RunAsync(Uri server, string target, double rate, int seconds)
    {
        var request = Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        var start = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Factory.StartNew(
            () => Drive(server, request, start, number / rate, Connections / rate, seconds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = times.SelectMany(time => time).ToList();
        return (all.Count / took, all.Within(0.5), all.Within(0.99));
    }

    /// <summary>One connection: requests due at a first second and then at intervals.</summary>
    private static List<double> Drive(Uri server, byte[] request, long start, double first, double interval, int seconds)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server.Host, server.Port);
        var buffer = new byte[64 * 1024];
        var times = new List<double>();
        for (var due = first; due < seconds && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; due += interval)
        {
            if (due - Stopwatch.GetElapsedTime(start).TotalSeconds is > 0 and var early)
            {
                _ = Sleep((uint)(early * 1_000_000));
            }

            socket.Send(request);
            Receive(socket, buffer);
            times.Add((Stopwatch.GetElapsedTime(start).TotalSeconds - due) * 1000);
        }

        return times;
    }

    private static void Receive(Socket socket, byte[] buffer)
    {
        var (received, length) = (0, int.MaxValue);
        while (received < length)
        {
            received += socket.Receive(buffer, received, buffer.Length - received, SocketFlags.None) is > 0 and var more ? more : throw new InvalidOperationException("The server hung up.");
            if (length == int.MaxValue && buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                length = end + 4 + LengthOf(Encoding.ASCII.GetString(buffer, 0, end));
            }
        }
    }

    private static int LengthOf(string head) => head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && ContentLength().Match(head) is { Success: true } length
        ? int.Parse(length.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"Answered {head}");

    [GeneratedRegex(@"\r\nContent-Length: (\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();

    /// <summary>Sleeps to the microsecond; .NET knows milliseconds.</summary>
    [DllImport("libc", EntryPoint = "usleep")]
    private static extern int Sleep(uint microseconds);
}
