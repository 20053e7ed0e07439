// Derives foldings.txt.br: what search writes for a character that is more than the lower case of itself (README.md names the source).
//
//   dotnet run -c Release --file derive-foldings.cs foldings.txt.br
//
// Run it on a copy in a folder of its own, on a machine whose runtime has ICU.
using System.Globalization;
using System.IO.Compression;
using System.Text;

// What Unicode does not take apart but readers do. ʼ (U+02BC) is a letter to Unicode and an apostrophe to everybody else.
var special = new Dictionary<int, string>
{
    ['ø'] = "o", ['ł'] = "l", ['đ'] = "d", ['ħ'] = "h", ['ŧ'] = "t", ['ı'] = "i",
    ['æ'] = "ae", ['œ'] = "oe", ['ß'] = "ss", ['ð'] = "d", ['þ'] = "th", ['ς'] = "σ", ['\u02BC'] = "'",
};

var lines = new StringBuilder();
for (var value = 0x80; value <= 0x10FFFF; value++)
{
    if (!Rune.IsValid(value) || IsWhole(value)) continue;
    var rune = new Rune(value);
    var folded = Fold(rune);
    if (folded != Rune.ToLowerInvariant(rune).ToString()) lines.Append(rune).Append(folded).Append('\n');
}

using var output = new BrotliStream(File.Create(args[0]), CompressionLevel.SmallestSize);
output.Write(Encoding.UTF8.GetBytes(lines.ToString()));

// Kana with their sound marks and Hangul syllables stay in one piece; ™ and ℠ are no letters of the word before them.
// Noncharacters cannot be taken apart.
static bool IsWhole(int value) =>
    value is (>= 0x3040 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7A3) or 0x2122 or 0x2120 or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;

string Fold(Rune rune)
{
    if (Number(rune) is { } digits) return digits;
    var folded = new StringBuilder();
    foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
    {
        var lower = Rune.ToLowerInvariant(part);
        if (!IsDiacritic(part)) folded.Append(special.GetValueOrDefault(lower.Value, lower.ToString()));
    }

    // A fraction stands apart from what is beside it: 1½ is 1 1/2, not 11/2.
    if (folded.ToString().Contains('\u2044')) folded.Insert(0, ' ').Append(' ');
    // A lone accent (´) is a space with an accent, the lone mark (U+0301) nothing at all.
    return folded.Length == 0 ? Rune.ToLowerInvariant(rune).ToString() : folded.ToString();
}

// Digits of all scripts, and ❶ to ㊿.
static string? Number(Rune rune)
{
    var category = Rune.GetUnicodeCategory(rune);
    if (category is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber)) return null;
    if (category == UnicodeCategory.OtherNumber && rune.ToString().Normalize(NormalizationForm.FormKD) != rune.ToString()) return null;
    var value = Rune.GetNumericValue(rune);
    return value is >= 0 and < 1000 && double.IsInteger(value) ? ((int)value).ToString(CultureInfo.InvariantCulture) : null;
}

// The marks of Latin, Greek and Cyrillic letters. Marks of other scripts make other words.
static bool IsDiacritic(Rune rune) =>
    rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);
