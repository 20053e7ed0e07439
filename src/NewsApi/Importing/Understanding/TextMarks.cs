using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>Marks that writers of plain text (Markdown, mail) put before headings and quotations.</summary>
internal static partial class TextMarks
{
    /// <summary>The words of a heading such as <c>## 背景</c>; null for any other line.</summary>
    public static string? HeadingOrNull(string line) => Heading().Match(line) is { Success: true } match ? match.Groups["words"].Value : null;

    /// <summary>What a line such as <c>&gt; 這是我們等了十年的一天。</c> quotes; null for any other line.</summary>
    public static string? QuotedOrNull(string line) => Quoted().Match(line) is { Success: true } match ? match.Groups["words"].Value : null;

    [GeneratedRegex(@"^#{1,6}[ 　]+(?<words>[^#\s].*?)(?:[ 　]+#+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[>＞][ 　]+(?<words>[^>\s].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
