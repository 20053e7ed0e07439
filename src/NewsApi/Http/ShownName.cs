using System.Text;

namespace NewsApi.Http;

/// <summary>Names that somebody sent, as they can be shown.</summary>
internal static class ShownName
{
    private const int MaxLength = 100;

    /// <summary>The name, without what can't be seen and not too much of it: it may be kilobytes of control characters.</summary>
    public static string Of(string name)
    {
        if (name.Length <= MaxLength && !name.Any(char.IsControl))
        {
            return name;
        }

        var shown = string.Concat(name.EnumerateRunes().Take(MaxLength).Select(rune => Rune.IsControl(rune) ? "\uFFFD" : rune.ToString()));
        return name.Length > MaxLength ? shown + "…" : shown;
    }
}
