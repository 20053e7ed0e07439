using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>What a line below the headline, or at the end, says of the page itself: when it appeared, where, and who wrote it.</summary>
/// <param name="Time">When it appeared; null where it is not said.</param>
/// <param name="Source">Where; null where it is not said.</param>
/// <param name="Authors">Who wrote it; empty where it is not said.</param>
internal sealed partial record Imprint(PrintedTime? Time, string? Source, IReadOnlyList<string> Authors)
{
    private const int LongestLine = 100;

    private const int LongestByline = 30;

    /// <summary>What a line says of the page, where it says nothing else; null for any other line.</summary>
    public static Imprint? ReadOrNull(string line)
    {
        if (line.Length > LongestLine || line[^1] == '。')
        {
            return null;
        }

        if (Aside().IsMatch(line))
        {
            return new Imprint(null, null, []);
        }

        var time = PrintedTimes.FirstOrNull(line) is { } printed && (printed.Year is not null || TimeLabel().IsMatch(line)) ? printed : (PrintedTime?)null;
        var rest = time is { } at ? line.Remove(at.Start, at.Printed.Length) : line;
        var source = SourceForm().Match(rest) is { Success: true } named ? named.Groups["name"].Value : null;
        rest = SourceForm().Replace(rest, " ");
        List<string> authors = [];
        rest = AuthorForm().Replace(rest, match =>
        {
            authors.AddRange(Bylines.Names([match.Groups["name"].Value], source));
            return " ";
        });
        if (authors.Count == 0 && source is null && line.Length <= LongestByline && Bylines.InLine(line) is { Count: > 0 } byline)
        {
            return new Imprint(time, null, byline);
        }

        if (time is null && source is null && authors.Count == 0)
        {
            return null;
        }

        // What is left may be a label, a count of readers, or the name of the site alone.
        rest = TimeLabel().Replace(EditorForm().Replace(rest, " "), " ").Trim(Ornaments);
        if (rest.Length == 0)
        {
            return new Imprint(time, source, authors);
        }

        return time is { Year: not null } && source is null && SiteName().IsMatch(rest) ? new Imprint(time, rest, authors) : null;
    }

    private static readonly char[] Ornaments = [' ', '　', '\t', '|', '｜', '丨', '/', '／', '-', '–', '—', '(', ')', '（', '）', '[', ']', '【', '】', ':', '：', '·', '•', ',', '，'];

    [GeneratedRegex(@"^(?:上一[篇則则條条頁页]|下一[篇則则條条頁页])\s*[：:].*$|^(?:分享(?:至|到).{0,12}|[點点][擊击](?:查看|進入|进入).{0,12}|[掃扫]描二[維维][碼码].{0,12}|更多精彩.{0,16})$|^\W*(?:責任編輯|责任编辑|責編|责编|編輯|编辑|審核|审核|校對|校对|監製|监制|值班編輯|值班编辑)\s*[：:／/]\s*[\p{L} 　、·]{2,30}\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    [GeneratedRegex(@"(?:責任編輯|责任编辑|責編|责编|編輯|编辑|審核|审核|校對|校对)\s*[：:／/]\s*[\p{L}、·]{2,20}", RegexOptions.CultureInvariant)]
    private static partial Regex EditorForm();

    [GeneratedRegex(@"(?:文章|稿件|信息|資訊|新聞|新闻)?(?:來源|来源|稿源|出處|出处)\s*[：:]\s*(?<name>[^\s|｜／/，。：:（）()]{2,30})", RegexOptions.CultureInvariant)]
    private static partial Regex SourceForm();

    [GeneratedRegex(@"(?:作者|記者|记者|撰文|撰稿|文字?)\s*[：:／/｜|]\s*(?<name>[\p{L}·•]{2,12}(?:[、 ][\p{L}·•]{2,12}){0,4}?)(?=\s|　|[|｜／/）)】]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorForm();

    [GeneratedRegex(@"(?:發布|發佈|发布|發表|发表|更新|出版|刊登|刊出|上稿|發稿|发稿|最後更新|最后更新|首次發布)?(?:時間|时间|日期|於|于)\s*[：:]?|(?:發布|發佈|发布|發表|发表|更新|出版|刊登)\s*[：:]?", RegexOptions.CultureInvariant)]
    private static partial Regex TimeLabel();

    [GeneratedRegex(@"^[\p{L}·]{2,8}(?:社|報|报|網|网|台|臺|新聞|新闻|日報|日报|晚報|晚报|電視|电视|週刊|周刊)$", RegexOptions.CultureInvariant)]
    private static partial Regex SiteName();
}
