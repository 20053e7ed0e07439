using System.Runtime.InteropServices;

namespace NewsApi.Hosting;

/// <summary>Lets the runtime start on a machine without ICU.</summary>
internal static class Globalization
{
    // The versions the runtime itself looks for.
    private const int Oldest = 50;
    private const int Newest = 255;

    /// <summary>
    /// On Linux the runtime ends the process at the first use of a culture where it finds no ICU; without this call that is before anything is said.
    /// Call it before all else, and use no culture in it.
    /// </summary>
    public static void GoWithoutIcuWhereThereIsNone()
    {
        if (OperatingSystem.IsLinux() && !IsThereIcu()) AppContext.SetSwitch("System.Globalization.Invariant", true);
    }

    private static bool IsThereIcu()
    {
        for (var version = Oldest; version <= Newest; version++)
        {
            if (Loads($"libicuuc.so.{version}") && Loads($"libicui18n.so.{version}")) return true;
        }

        return Loads("libicuuc.so") && Loads("libicui18n.so");
    }

    // It stays loaded: the runtime is about to load it too.
    private static bool Loads(string library) => NativeLibrary.TryLoad(library, out _);
}
