using System.Globalization;
using System.IO.Pipes;

/// <summary>
/// .NET runs this in each server that is measured, before its own code (<c>DOTNET_STARTUP_HOOKS</c>): whoever reads from the pipe that
/// the environment names is told how many bytes the process has allocated.
/// </summary>
#pragma warning disable CA1050 // .NET asks for a class without a namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>Environment variable with the name of the pipe.</summary>
    public const string Pipe = "NEWSAPI_BENCHMARK_PIPE";

    /// <summary>Called by .NET.</summary>
    public static void Initialize() => new Thread(Answer) { IsBackground = true }.Start();

    private static void Answer()
    {
        while (true)
        {
            using var pipe = new NamedPipeServerStream(Environment.GetEnvironmentVariable(Pipe)!, PipeDirection.Out);
            pipe.WaitForConnection();
            using var answer = new StreamWriter(pipe);
            answer.Write(GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture));
        }
    }
}
