using Icu;

namespace NewsApi.ChineseText;

/// <summary>
/// The ICU library of the machine, which converts scripts and cuts words. Where none can be loaded the tables of this assembly do both,
/// more coarsely; repair never needs it. Set the <c>AppContext</c> switch <see cref="OffSwitch"/> to go without.
/// </summary>
public static class ChineseIcu
{
    /// <summary>The name of the <c>AppContext</c> switch that keeps ICU from being loaded; read once, at first use.</summary>
    public const string OffSwitch = "NewsApi.ChineseText.WithoutIcu";

    private static readonly Lazy<string?> Loaded = new(Load);

    /// <summary>Whether ICU was found and answers.</summary>
    public static bool IsAvailable => Version is not null;

    /// <summary>The version of ICU in use, such as <c>72.1</c>, or null when there is none.</summary>
    public static string? Version => Loaded.Value;

    private static string? Load()
    {
        if (AppContext.TryGetSwitch(OffSwitch, out var isOff) && isOff) return null;
        try
        {
            Wrapper.Init();
            using var probe = Transliterator.CreateInstance("Traditional-Simplified");
            return probe.Transliterate("國") == "国" ? Wrapper.IcuVersion : null;
        }
        // Whatever keeps a native library from loading (none installed, another architecture, a cut-down data file) means the same here.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
