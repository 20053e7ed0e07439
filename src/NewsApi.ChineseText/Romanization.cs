using System.Globalization;
using System.Text;
using Icu;
using NewsApi.ChineseText.Segmentation;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText;

/// <summary>Writes Han in Hanyu Pinyin, a word at a time, without tones.</summary>
internal static class Romanization
{
    private static readonly ThreadLocal<Transliterator> HanToLatin = new(() => Transliterator.CreateInstance("Han-Latin"));

    /// <summary>The text with its Han words in Pinyin between hyphens; every other character stays, Latin letters lose their accents.</summary>
    public static string Of(string text)
    {
        // The readings of phrases (重庆) are listed in Simplified characters only.
        var simplified = ChineseScript.ToSimplified(text.Normalize(NormalizationForm.FormC));
        var latin = new StringBuilder(simplified.Length * 4);
        var at = 0;
        foreach (var (start, length) in Joined(Words.Spans(simplified), simplified))
        {
            Append(latin, simplified.AsSpan(at, start - at));
            at = start + length;
            var word = simplified.Substring(start, length);
            if (LetterRuns.IsHan(Rune.GetRuneAt(word, 0))) latin.Append('-').Append(Reading(word)).Append('-');
            else Append(latin, word);
        }

        Append(latin, simplified.AsSpan(at));
        return latin.ToString();
    }

    // Characters that stand alone are one word where the list has it: 单县.
    private static IEnumerable<(int Start, int Length)> Joined(List<(int Start, int Length)> words, string text)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word.Length == 1 && at + 1 < words.Count && words[at + 1] == (word.Start + 1, 1)
                && WordReadings.LongestAt(text.AsSpan(word.Start, 2), out var length) is not null && length == 2)
            {
                word.Length = 2;
                at++;
            }
            // The list of words has 重庆市, which is not the city's office: 市长.
            else if (at + 1 < words.Count && word.Length > 2 && words[at + 1] == (word.Start + word.Length, 1) && text.AsSpan(word.Start + word.Length - 1, 2) is "市长" or "省长" or "县长" or "部长")
            {
                word.Length--;
                words[at + 1] = (word.Start + word.Length, 2);
            }

            yield return word;
        }
    }

    // Words that are listed by what the list says, what is between them by ICU.
    private static string Reading(string word)
    {
        var letters = new StringBuilder(word.Length * 4);
        var unread = 0;
        for (var at = 0; at < word.Length;)
        {
            if (WordReadings.LongestAt(word.AsSpan(at), out var length) is not { } reading)
            {
                at++;
                continue;
            }

            letters.Append(Plain(word[unread..at])).Append(reading);
            at += length;
            unread = at;
        }

        return letters.Append(Plain(word[unread..])).ToString();
    }

    private static string Plain(string word)
    {
        if (word.Length == 0) return word;
        return Letters(ChineseIcu.IsAvailable ? HanToLatin.Value!.Transliterate(word) : string.Concat(word.Select(character => FirstReadings.Of(character) ?? character.ToString())));
    }

    // lǜ is written lv in addresses, as it is typed; tone marks and the spaces between syllables go.
    private static string Letters(string reading)
    {
        var letters = new StringBuilder(reading.Length);
        foreach (var character in reading.Normalize(NormalizationForm.FormD))
        {
            if (Toneless(character) is var plain and not '\0') letters.Append(plain);
            else if (character == '\u0308' && letters.Length > 0 && letters[^1] == 'u') letters[^1] = 'v';
            else if (!char.IsWhiteSpace(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark) letters.Append(character);
        }

        return letters.ToString();
    }

    // The letters of Pinyin with their tones, which the runtime takes apart only where it has ICU.
    private static char Toneless(char letter) => letter switch
    {
        'ā' or 'á' or 'ǎ' or 'à' => 'a',
        'ē' or 'é' or 'ě' or 'è' or 'ê' => 'e',
        'ī' or 'í' or 'ǐ' or 'ì' => 'i',
        'ō' or 'ó' or 'ǒ' or 'ò' => 'o',
        'ū' or 'ú' or 'ǔ' or 'ù' => 'u',
        'ü' or 'ǖ' or 'ǘ' or 'ǚ' or 'ǜ' => 'v',
        'ń' or 'ň' or 'ǹ' => 'n',
        'ḿ' => 'm',
        _ => '\0',
    };

    private static void Append(StringBuilder latin, ReadOnlySpan<char> text)
    {
        var isLatin = false;
        foreach (var character in text.ToString().Normalize(NormalizationForm.FormD))
        {
            var isAccent = character is >= '\u0300' and <= '\u036F';
            if (!(isAccent && isLatin)) latin.Append(character);
            if (!isAccent) isLatin = char.IsAsciiLetter(character);
        }
    }
}
