using System.Runtime.CompilerServices;

namespace NewsApi.Tests.Support;

/// <summary>Compares text with a file of the source tree. <c>UPDATE_SNAPSHOTS=1 dotnet test</c> writes the file instead; the difference is reviewed as code is.</summary>
internal static class Snapshot
{
    /// <summary>Where a file of the source tree is, seen from the one that asks.</summary>
    public static string Of(string file, [CallerFilePath] string caller = "") => Path.GetFullPath(file, Path.GetDirectoryName(caller)!);

    public static void Matches(string actual, string file, [CallerFilePath] string caller = "")
    {
        var path = Of(file, caller);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
