using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>What stands before a point of a list: a bullet, or a number.</summary>
/// <param name="Style">The bullet, or the form of the number; points of one list have the same.</param>
/// <param name="Number">The number; null for a bullet.</param>
/// <param name="Rest">The line behind it.</param>
internal readonly partial record struct ListMark(string Style, int? Number, string Rest)
{
    private const string HanDigits = "一二三四五六七八九";

    // Numbers in one character: the first of each row, and how many there are.
    private static readonly (char First, int Count)[] Rows = [('①', 20), ('⑴', 20), ('⒈', 20), ('❶', 10), ('➀', 10), ('㈠', 10), ('㊀', 10)];

    /// <summary>The mark a line begins with, or null.</summary>
    public static ListMark? ReadOrNull(string line)
    {
        if (line.Length < 2)
        {
            return null;
        }

        foreach (var (first, count) in Rows)
        {
            if (line[0] >= first && line[0] < first + count && line[1..].TrimStart(' ', '　', '、', '.', '．') is { Length: > 0 } rest)
            {
                return new ListMark(first.ToString(), line[0] - first + 1, rest);
            }
        }

        if (Numbered().Match(line) is { Success: true } number)
        {
            if (number.Groups["letter"] is { Success: true } letter)
            {
                var first = letter.Value[0] switch { >= 'Ａ' and <= 'Ｚ' => 'Ａ', >= 'ａ' and <= 'ｚ' => 'ａ', >= 'a' => 'a', _ => 'A' };
                return new ListMark($"{number.Groups["open"].Value}{first}{number.Groups["close"].Value}", letter.Value[0] - first + 1, line[number.Length..]);
            }

            var style = $"{number.Groups["open"].Value}{(number.Groups["han"].Success ? '一' : '1')}{number.Groups["close"].Value}";
            return new ListMark(style, number.Groups["han"].Success ? OfHan(number.Groups["han"].Value) : OfDigits(number.Groups["digits"].Value), line[number.Length..]);
        }

        return Bulleted().Match(line) is { Success: true } bullet ? new ListMark(bullet.Groups["bullet"].Value, null, line[bullet.Length..]) : null;
    }

    private static int OfDigits(string digits) => int.Parse(digits.Normalize(System.Text.NormalizationForm.FormKC), CultureInfo.InvariantCulture);

    private static int OfHan(string digits)
    {
        var ten = digits.IndexOf('十', StringComparison.Ordinal);
        var ones = HanDigits.IndexOf(digits[^1], StringComparison.Ordinal) + 1;
        return ten < 0 ? ones : ((ten == 0 ? 1 : HanDigits.IndexOf(digits[0], StringComparison.Ordinal) + 1) * 10) + ones;
    }

    [GeneratedRegex(
        @"^(?:(?<open>[（(])(?:(?<han>[一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)|(?<digits>[0-9０-９]{1,2})|(?<letter>[A-Za-zＡ-Ｚａ-ｚ]))(?<close>[）)])、?"
        + @"|(?<open>[第其])(?<han>[一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)(?<close>[，,、：:])"
        + @"|(?<letter>[A-Za-zＡ-Ｚａ-ｚ])(?:(?<close>[、）)])|(?<close>[.．])(?=\s|\p{IsCJKUnifiedIdeographs}))"
        + @"|(?<han>[一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)(?<close>[、．.])|(?<digits>[0-9０-９]{1,2})(?:(?<close>[、）)])|(?<close>[.．])(?![0-9０-９])))\s*(?=\S)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    // A dash or an asterisk stands before many other things as well, unless a space or a word follows.
    [GeneratedRegex(@"^(?:(?<bullet>[•·●▪■◆◇○◎□▶►▸➤★☆✓✔※‧∙・◦▍▎])\s*|(?<bullet>[-–*+＊－])(?:\s+|(?=\p{L}))|(?<bullet>——)\s*)(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Bulleted();
}
