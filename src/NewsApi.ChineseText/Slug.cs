using System.Globalization;
using System.Text;
using NewsApi.ChineseText.Segmentation;

namespace NewsApi.ChineseText;

/// <summary>Names for addresses, made from titles.</summary>
public static class Slug
{
    /// <summary>What a title without letters and digits is called.</summary>
    public const string Fallback = "article";

    /// <summary>Makes a slug in a style.</summary>
    /// <param name="title">The title: 绿色能源峰会 gives, in Pinyin, lvse-nengyuan-fenghui.</param>
    /// <param name="style">
    /// Han as they are, or in Pinyin: without tones, ü as v, the syllables of a word joined, words with a hyphen between them. Readings come
    /// from ICU, corrected by a list of words (银行, 重新), without ICU from tables alone; a Han character without a known reading stays.
    /// </param>
    /// <param name="maxBytes">The most bytes the slug may take in UTF-8; a Pinyin slug ends with a whole word where one fits.</param>
    /// <returns>As <see cref="From(string, int)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is not positive, or <paramref name="style"/> is none.</exception>
    public static string From(string title, SlugStyle style, int maxBytes = 120)
    {
        ArgumentNullException.ThrowIfNull(title);
        return style switch
        {
            SlugStyle.Han => From(title, maxBytes),
            SlugStyle.Pinyin => WholeWords(Romanization.Of(WellFormed(title)), maxBytes),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Not a style of slugs."),
        };
    }

    /// <summary>Makes a slug: Han stays Han, Latin becomes lower case, everything that is no letter or digit becomes one hyphen.</summary>
    /// <param name="title">The title: 俄烏第二輪談判 (NATO) gives 俄烏第二輪談判-nato.</param>
    /// <param name="maxBytes">The most bytes the slug may take in UTF-8; no character or combining sequence is split.</param>
    /// <returns>The slug in normalization form C, never empty: <see cref="Fallback"/> when nothing remains, even where that is longer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is not positive.</exception>
    public static string From(string title, int maxBytes = 120)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        var slug = new StringBuilder();
        var bytes = 0;
        var isHyphenDue = false;
        var elements = StringInfo.GetTextElementEnumerator(Letters(title));
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element == "-")
            {
                isHyphenDue = slug.Length > 0;
                continue;
            }

            bytes += Encoding.UTF8.GetByteCount(element) + (isHyphenDue ? 1 : 0);
            if (bytes > maxBytes) break;
            if (isHyphenDue) slug.Append('-');
            slug.Append(element);
            isHyphenDue = false;
        }

        return slug.Length == 0 ? Fallback : slug.ToString();
    }

    /// <summary>Whether a title has a letter or digit; one that has none is called <see cref="Fallback"/>.</summary>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public static bool CanBeMadeOf(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return Letters(title).AsSpan().ContainsAnyExcept('-');
    }

    private static string WholeWords(string title, int maxBytes)
    {
        var whole = From(title, int.MaxValue);
        var slug = From(title, maxBytes);
        if (slug.Length >= whole.Length || whole[slug.Length] == '-') return slug;
        var last = slug.LastIndexOf('-');
        return last > 0 ? slug[..last] : slug;
    }

    // Halves of surrogate pairs, which cannot be normalized, become U+FFFD, which is no letter. Characters without width would part words.
    private static string WellFormed(string title)
    {
        var wellFormed = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) wellFormed.Append(rune.ToString());
        }

        return wellFormed.ToString();
    }

    // İ has no lower case of one character.
    private static Rune Lower(Rune letter) => letter.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(letter);

    // The title with a hyphen for everything that is no letter, digit or mark of one.
    private static string Letters(string title)
    {
        var letters = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes())
        {
            var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
            var category = Rune.GetUnicodeCategory(narrow);
            // Characters without width part no words.
            if (category == UnicodeCategory.Format) continue;
            // ① and ² are 1 and 2.
            if (category == UnicodeCategory.OtherNumber && Rune.GetNumericValue(narrow) is var value && value is >= 0 and < 1000 && double.IsInteger(value) && !LetterRuns.IsHan(narrow))
            {
                letters.Append(((int)value).ToString(CultureInfo.InvariantCulture));
                continue;
            }

            var isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            // 〇 counts as a letter number. Hangul fillers count as letters, and nobody sees them.
            var isFiller = narrow.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;
            if ((Rune.IsLetterOrDigit(narrow) && !isFiller) || category == UnicodeCategory.LetterNumber || (isMark && letters.Length > 0 && letters[^1] != '-')) letters.Append(Lower(narrow).ToString());
            else letters.Append('-');
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }
}
