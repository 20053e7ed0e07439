using System.Buffers;
using System.Globalization;
using Icu;

namespace NewsApi.ChineseText;

/// <summary>
/// Finds the countries a Chinese text names, by the names Unicode's CLDR gives them in Simplified and in Traditional
/// characters, as used on the mainland, in Taiwan and in Hong Kong (格鲁吉亚, 喬治亞, 格魯吉亞).
/// </summary>
public static class CountryNames
{
    private static readonly Lazy<HashSet<string>> FoldedNames = new(Load);

    private static readonly Lazy<int> Longest = new(() => FoldedNames.Value.Max(name => name.Length));

    private static readonly Lazy<SearchValues<string>> AnyName = new(() => SearchValues.Create([.. FoldedNames.Value], StringComparison.Ordinal));

    /// <summary>
    /// The countries named in a text, each as printed, in order, as often as they are named. A name counts only where words
    /// begin and end: 印度洋 does not name 印度. Empty where no ICU can be loaded.
    /// </summary>
    public static IReadOnlyList<string> NamedIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!ChineseIcu.IsAvailable)
        {
            return [];
        }

        var folded = ChineseScript.Fold(text);
        var found = new List<string>();
        for (int at = 0, next; at < folded.Length && (next = folded.AsSpan(at).IndexOfAny(AnyName.Value)) >= 0;)
        {
            // Cutting takes long, and what stands beyond a full stop makes no difference to where words begin and end.
            var (start, end) = (at + next, at + next);
            while (start > at && IsOfWord(folded[start - 1]))
            {
                start--;
            }

            while (end < folded.Length && IsOfWord(folded[end]))
            {
                end++;
            }

            AddNames(found, text[start..end], folded[start..end]);
            at = end;
        }

        return found;
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;

    private static void AddNames(List<string> found, string text, string folded)
    {
        var (names, longest) = (FoldedNames.Value, Longest.Value);
        var edges = BreakIterator
            .GetWordBoundaries(new Locale("zh"), text, true)
            .SelectMany(word => new[] { word.Start, word.End })
            .ToHashSet();
        for (var start = 0; start < text.Length; start++)
        {
            if (!edges.Contains(start))
            {
                continue;
            }

            for (var length = Math.Min(longest, text.Length - start); length >= 2; length--)
            {
                if (edges.Contains(start + length) && names.Contains(folded.Substring(start, length)))
                {
                    found.Add(text.Substring(start, length));
                    start += length - 1;
                    break;
                }
            }
        }
    }

    /// <summary>The names of all countries there are, folded.</summary>
    private static HashSet<string> Load()
    {
        // Any two letters may be a country (ISO 3166); what is none has no name in Han characters.
        var regions =
            from first in Enumerable.Range('A', 26)
            from second in Enumerable.Range('A', 26)
            select $"{(char)first}{(char)second}";
        var names = new HashSet<string>(StringComparer.Ordinal);
        Locale[] readers = [new("zh_Hans"), new("zh_Hant"), new("zh_Hant_HK")];
        foreach (var region in regions)
        {
            foreach (var reader in readers)
            {
                var name = ChineseScript.Fold(new Locale("und_" + region).GetDisplayCountry(reader));
                if (name.Length >= 2 && name.All(character => character >= '\u4E00'))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }
}
