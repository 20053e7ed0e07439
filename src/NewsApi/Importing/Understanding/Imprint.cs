using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>What a line below the headline, or at the end, says of the page itself: when it appeared, where, and who wrote it.</summary>
/// <param name="Time">When it appeared; null where it is not said.</param>
/// <param name="Source">Where; null where it is not said.</param>
/// <param name="Authors">Who wrote it; empty where it is not said.</param>
/// <param name="LeftOut">What else it says of the page, such as who edited it; null where that is nothing.</param>
internal sealed partial record Imprint(PrintedTime? Time, string? Source, IReadOnlyList<string> Authors, string? LeftOut = null)
{
    private const int LongestLine = 100;

    private const int LongestByline = 30;

    private const int LongestSource = 30;

    // Years of the Republic of China are counted from 1912.
    private const int YearsBeforeRepublic = 1911;

    private const string Name = @"(?:\p{IsCJKUnifiedIdeographs}{2,8}|\p{IsCJKUnifiedIdeographs}{1,8}(?:[·•・]\p{IsCJKUnifiedIdeographs}{1,8})+|[A-Za-z][\p{L}.'’-]{0,19})";

    private static readonly char[] Ornaments = [' ', '　', '\t', '|', '｜', '丨', '/', '／', '-', '–', '—', '(', ')', '（', '）', '[', ']', '【', '】', ':', '：', '·', '•', ',', '，'];

    private static readonly SearchValues<char> Between = SearchValues.Create(" 　\t|｜丨(（[【");

    /// <summary>Whether a line says of the page, by a label, where it appeared or who made it.</summary>
    public static bool HasLabel(string line) => Label().IsMatch(line) && ReadOrNull(line) is not null;

    /// <summary>What a line says of the page, where it says nothing else; null for any other line.</summary>
    public static Imprint? ReadOrNull(string line)
    {
        if (line.Length > LongestLine || line[^1] == '。')
        {
            return null;
        }

        if (Aside().IsMatch(line))
        {
            return new Imprint(null, null, [], line);
        }

        var time = PrintedTimes.FirstOrNull(line) is { } printed && (printed.Year is not null || TimeLabel().IsMatch(line)) ? printed : (PrintedTime?)null;
        var isTimed = time is not null;
        var rest = Counts().Replace(time is { } at ? $"{line[..at.Start]} {line[at.End..]}" : line, " ");
        var labels = Label().Matches(rest);
        string? source = null;
        List<string> authors = [];
        List<string> leftOut = [];
        for (var index = 0; index < labels.Count; index++)
        {
            var label = labels[index];
            var value = TimeLabelAtEnd().Replace(rest[(label.Index + label.Length)..(index + 1 < labels.Count ? labels[index + 1].Index : rest.Length)].Trim(Ornaments), "").Trim(Ornaments);
            value = Place().Replace(value, "");
            if (value.Length == 0 && labels.Count > 1)
            {
                continue;
            }

            if (label.Groups["source"].Success && source is null && SourceOrNull(value, leftOut) is { } named)
            {
                source = named;
            }
            else if (label.Groups["author"].Success && Names().IsMatch(value))
            {
                var found = Bylines.Names([value], source);
                authors.AddRange(found);
                leftOut.AddRange(found.Count == 0 ? [label.Value + value] : []);
            }
            else if (label.Groups["staff"].Success && Staff().Match(value) is { Success: true } staff)
            {
                leftOut.Add(label.Value + value);
                time ??= DayOrNull(staff.Groups["day"]);
            }
            else
            {
                return null;
            }
        }

        // What stands before the labels may be one of a time, a byline, or the name of the site alone.
        var head = TimeLabel().Replace(labels.Count > 0 ? rest[..labels[0].Index] : rest, " ").Trim(Ornaments);
        if (head.Length > 0 && authors.Count == 0 && head.Length <= LongestByline && Bylines.InLine(head) is { Count: > 0 } byline)
        {
            authors.AddRange(byline);
        }
        else if (head.Length > 0 && (time is not { Year: not null } || source is not null || !SiteName().IsMatch(head)))
        {
            return null;
        }
        else if (head.Length > 0)
        {
            source = head;
        }

        return time is null && source is null && authors.Count == 0 && leftOut.Count == 0 ? null
            : new Imprint(time, source, authors, leftOut.Count == 0 ? null : leftOut.Count == labels.Count && !isTimed ? line : string.Join(' ', leftOut));
    }

    /// <summary>The name of a source. What stands behind it in Chinese is not part of it, for its names have no spaces.</summary>
    private static string? SourceOrNull(string value, List<string> leftOut)
    {
        if (value.Length < 2 || NoSource().IsMatch(value))
        {
            return null;
        }

        var end = value[0] >= '\u2E80' ? value.AsSpan().IndexOfAny(Between) : value.AsSpan().IndexOfAny('|', '｜');
        if (end > 1)
        {
            leftOut.Add(value[end..].Trim(Ornaments));
            value = value[..end].Trim(Ornaments);
        }

        return value.Length is > 1 and <= LongestSource ? value : null;
    }

    /// <summary>The day that an agency prints behind the name of the editor: 1130501 is the first of May 2024.</summary>
    private static PrintedTime? DayOrNull(Group digits)
    {
        if (!digits.Success)
        {
            return null;
        }

        int Part(int start, int length) => int.Parse(digits.ValueSpan.Slice(start, length), CultureInfo.InvariantCulture);

        var day = new PrintedTime(Part(0, 3) + YearsBeforeRepublic, Part(3, 2), Part(5, 2), null, null, null, null, digits.Value, 0);
        return day.IsPossible ? day : null;
    }

    [GeneratedRegex(@"^(?:上一[篇則则條条頁页]|下一[篇則则條条頁页])\s*[：:].*$|^(?:分享(?:至|到).{0,12}|[點点][擊击](?:查看|進入|进入).{0,12}|[掃扫]描二[維维][碼码].{0,12}|更多精彩.{0,16})$", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?:(?<source>(?:文章|稿件|信息|資訊|新聞|新闻|本文|內容|内容|轉載|转载)?(?:來源|来源|稿源|出處|出处))"
        + @"|(?<author>(?:本報|本报|特約|特约|實習|实习)?(?:記者|记者)|原?作者|撰文|撰稿人?|[圖图][/／]?文|文[/／][圖图]|文字?)"
        + @"|(?<staff>(?:責任|责任|值班|本文|網路|网络|執行|执行|新媒體|新媒体)?(?:編輯|编辑)|責編|责编|[初複复終终]?[審审]核?|[編编][審审]|校[對对]|[監监][製制]|主[編编]|核稿|策[劃划]|[統统][籌筹]|[編编][譯译]|翻[譯译]|[攝摄]影|[製制]?[圖图]片?))"
        + @"\s*[：:／/｜|]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?:(?:瀏覽|浏览|閱讀|阅读|點擊|点击|評論|评论|人氣|人气|訪問|访问|查看|點閱|点阅)(?:次數|次数|量|數|数)?\s*[：:]?\s*[(（]?[0-9][0-9.,]*\s*[万萬千]?\+?\s*[次人]?[)）]?"
        + @"|(?:字號|字号|字體|字体)\s*[：:]?\s*(?:[特超小中大][號号]?(?:[\s|/]+|$)|[AT][+-]?(?:[\s|/]+|$)){1,5})", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();

    [GeneratedRegex("^" + Name + @"(?:\s*[、，,&/／]\s*" + Name + @"|\s+" + Name + "){0,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("^" + Name + @"(?:\s*[、，,&/／]\s*" + Name + @"|\s+" + Name + @"){0,6}(?:\W*(?:(?<day>1[0-9]{6})|[0-9]{1,8}))?\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Staff();

    [GeneratedRegex(@"(?:\s*[／/]\s*|\s+)\p{IsCJKUnifiedIdeographs}{0,6}(?:報導|报道|報道|電|电)$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"[，。！？；：,!?;:]", RegexOptions.CultureInvariant)]
    private static partial Regex NoSource();

    [GeneratedRegex(@"(?:發布|發佈|发布|發表|发表|更新|出版|刊登|刊出|上稿|發稿|发稿|最後更新|最后更新|首次發布)?(?:時間|时间|日期|於|于)\s*[：:]?|(?:發布|發佈|发布|發表|发表|更新|出版|刊登)\s*[：:]?|(?<!\p{L})(?:(?:First )?[Pp]ublished|(?:Last )?[Uu]pdated|Posted)(?:\s+on)?(?!\p{L})\s*:?", RegexOptions.CultureInvariant)]
    private static partial Regex TimeLabel();

    [GeneratedRegex(@"(?<=[\s|｜])(?:發布|發佈|发布|發表|发表|更新|出版|刊登|刊出|上稿|發稿|发稿)?(?:時間|时间|日期|於|于)?\s*[：:]?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeLabelAtEnd();

    [GeneratedRegex(@"^[\p{L}·]{2,8}(?:社|報|报|網|网|台|臺|新聞|新闻|日報|日报|晚報|晚报|電視|电视|週刊|周刊)$", RegexOptions.CultureInvariant)]
    private static partial Regex SiteName();
}
