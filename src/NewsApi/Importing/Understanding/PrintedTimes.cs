using System.Buffers;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>
/// Finds printed times: <c>2025年06月14日 10:34:18</c>, <c>2025-06-14 10:34</c>, <c>6月2日下午3時</c>, <c>二〇二五年六月二日</c>, <c>民國114年6月2日</c>, also in
/// full-width digits; and those of <see cref="EnglishTimes"/>.
/// </summary>
internal static partial class PrintedTimes
{
    // Years of the Republic of China are counted from 1912.
    private const int YearsBeforeRepublic = 1911;

    private const int MostTimes = 1000;

    private static readonly char[] Between = [' ', '　', '\t', '|', '｜', '丨', '-', '–', '—', ':', '：'];

    private static readonly SearchValues<char> PartOfDay = SearchValues.Create("月-/.");

    private static readonly SearchValues<char> PartOfTime = SearchValues.Create("月:：-/時时點点");

    private const string HanDigits = "〇一二三四五六七八九";

    // Words that put a day without a year into another one than that of the story, or into the future.
    private static readonly string[] OtherYears =
    [
        "去年", "前年", "上年", "明年", "後年", "后年", "來年", "来年", "次年", "翌年", "隔年", "同年", "當年", "当年",
        "將於", "将于", "將在", "将在", "定於", "定于", "訂於", "订于", "擬於", "拟于", "預計", "预计", "預定", "预定", "至", "到",
    ];

    /// <summary>
    /// A line of a list of other news: a time, and the title before or behind it, if there is one. Null for any other line, also where the time can't be.
    /// </summary>
    /// <param name="line">The line, without a bullet.</param>
    /// <param name="isListed">Whether a bullet or a title says that it is one of a list.</param>
    public static (PrintedTime Time, string? Title)? ListEntryOrNull(string line, bool isListed)
    {
        var found = FindNumeric(line).Select(time => (PrintedTime?)time).FirstOrDefault() ?? (isListed ? ShortOrNull(line) : null);
        if (found is not { } time)
        {
            return null;
        }

        // Running text begins with dates as well; a list sets a title apart by a space or in brackets, and ends it without a full stop.
        var (before, behind) = (line[..time.Start], line[time.End..]);
        var isBracketed = before.Length > 0 && behind.Length > 0 && before[^1] is '(' or '（' or '[' or '【' && behind[0] is ')' or '）' or ']' or '】';
        if (isBracketed)
        {
            (before, behind) = (before[..^1], behind[1..]);
        }

        return (before.Trim(Between), behind.Trim(Between)) switch
        {
            ("", "") => (time, null),
            ("", var title) when (isBracketed || char.IsWhiteSpace(behind[0]) || (isListed && behind[0] is '|' or '｜' or '丨'))
                && (isListed || !title.EndsWith('。')) => (time, title),
            (var title, "") when (isBracketed && !title.EndsWith('。'))
                || ((char.IsWhiteSpace(before[^1]) || before[^1] is '|' or '｜' or '丨') && isListed) => (time, title),
            _ => null,
        };
    }

    /// <summary>The days in a text, also those that can't be; no more than any story names.</summary>
    public static IEnumerable<PrintedTime> Find(string text) =>
        EnglishTimes.MayBeIn(text) ? FindNumeric(text).Concat(EnglishTimes.Find(text)).OrderBy(time => time.Start) : FindNumeric(text);

    private static IEnumerable<PrintedTime> FindNumeric(string text) =>
        !text.AsSpan().ContainsAny(PartOfDay) ? [] : Matches(Form(), text).Select(match => Read(match, text));

    /// <summary>The first day in a text that can be one (there is no 13月), or null.</summary>
    public static PrintedTime? FirstOrNull(string text) => Find(text).Where(time => time.IsPossible).Select(time => (PrintedTime?)time).FirstOrDefault();

    /// <summary>The first month with its year in a text, or null.</summary>
    public static PrintedTime? FirstMonthOrNull(string text) =>
        Matches(MonthForm(), text).Select(match => Read(match, text)).Where(time => time.IsPossible).Select(time => (PrintedTime?)time).FirstOrDefault();

    /// <summary>The month and day, such as <c>06-14 10:34</c>, that a line of a list begins or ends with; null where it has none.</summary>
    public static PrintedTime? ShortOrNull(string text) =>
        ShortForm().Match(HalfWidthDigits(text)) is { Success: true } match && Read(match, text) is { IsPossible: true } time ? time : null;

    /// <summary>The day in an address or a file name, such as <c>/2024/06/02/</c>, <c>2024-06/02</c> or <c>20240602</c>; null where there is none.</summary>
    public static PrintedTime? InAddressOrNull(string address) =>
        Matches(AddressForm(), address).Select(match => Read(match, address)).Where(time => time.IsPossible).Select(time => (PrintedTime?)time).FirstOrDefault();

    /// <summary>What is printed as a time in a text and can't be one: a 13月, a 2月30日, a 25:00.</summary>
    public static IEnumerable<string> ImpossibleIn(string text)
    {
        if (!text.AsSpan().ContainsAny(PartOfTime) && !EnglishTimes.MayBeIn(text))
        {
            return [];
        }

        // Numbers with points between them are many other things as well.
        var days = Find(text).Where(time => !time.IsPossible && !time.Printed.Contains('.', StringComparison.Ordinal)).Select(time => time.Printed);
        return days.Concat(Matches(NoTime(), text).Select(match => text.Substring(match.Index, match.Length)));
    }

    /// <summary>Whether the words around a day say that it is no day of the story: one of another year (去年6月2日), or one that something begins or ends with (6月2日起).</summary>
    public static bool IsOfAnotherTime(PrintedTime time, string text)
    {
        var behind = text.AsSpan(time.End, Math.Min(3, text.Length - time.End));
        if (Bound().IsMatch(behind) || (behind.StartsWith("起") && time.Start > 0 && text[time.Start - 1] is '自' or '從' or '从' or '由' or '於' or '于'))
        {
            return true;
        }

        if (time.Year is not null)
        {
            return false;
        }

        if (EnglishTimes.IsBound(time, text))
        {
            return true;
        }

        var before = text.AsSpan(Math.Max(0, time.Start - 6), Math.Min(6, time.Start)).TrimEnd();
        foreach (var word in OtherYears)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The day of a dateline without a month, such as 台北14日電; null where there is none.</summary>
    public static (int Day, string Printed)? DayOfDatelineOrNull(string text) =>
        DayDateline().Match(HalfWidthDigits(text)) is { Success: true } match && Number(match.Groups["day"].ValueSpan) is >= 1 and <= 31 and var day
            ? (day, text.Substring(match.Index, match.Length))
            : null;

    /// <summary>Whether the day is that of a dateline: 北京6月2日電, 本報6月2日訊, LONDON, June 2 (Reuters) —.</summary>
    public static bool IsDateline(PrintedTime time, string text) => EnglishTimes.IsDateline(time, text) || DatelineEnd().IsMatch(text.AsSpan(time.End, Math.Min(8, text.Length - time.End)));

    // One after the other: a collection of matches is looked for whole as soon as it is asked for its first.
    private static IEnumerable<Match> Matches(Regex form, string text)
    {
        var count = 0;
        for (var match = form.Match(HalfWidthDigits(text)); match.Success && count < MostTimes; match = match.NextMatch(), count++)
        {
            yield return match;
        }
    }

    private static PrintedTime Read(Match match, string text)
    {
        int? Part(string name) => match.Groups[name] is { Success: true } group ? Number(group.ValueSpan) : null;

        var year = Part("republic") is { } counted ? counted + YearsBeforeRepublic : Part("year");
        var (hour, minute) = (HourOf(match.Groups["half"].Value, Part("hour")), match.Groups["halfHour"].Success ? 30 : Part("minute"));
        TimeSpan? offset = match.Groups["offset"] is not { Success: true } printed ? null
            : printed.ValueSpan is "Z" ? TimeSpan.Zero
            : TimeSpan.FromMinutes((printed.ValueSpan[0] == '-' ? -1 : 1) * ((Number(printed.ValueSpan[1..3]) * 60) + Number(printed.ValueSpan[^2..])));
        offset = offset is { } beyond && beyond.Duration() > TimeSpan.FromHours(14) ? null : offset;
        return new PrintedTime(
            year, Part("month") ?? 0, Part("day"), hour, hour is null ? null : minute, hour is null ? null : Part("second"), offset,
            text.Substring(match.Index, match.Length), match.Index);
    }

    /// <summary>A number in digits or in Han characters: 14, 十四, 二〇二五.</summary>
    private static int Number(ReadOnlySpan<char> text)
    {
        var (number, tens) = (0, 0);
        foreach (var character in text)
        {
            if (character is '十' or '廿')
            {
                tens = character == '廿' ? 20 : Math.Max(number, 1) * 10;
                number = 0;
                continue;
            }

            var digit = character is '零' or '○' ? 0 : HanDigits.IndexOf(character, StringComparison.Ordinal);
            number = (number * 10) + (digit >= 0 ? digit : character - '0');
        }

        return tens + number;
    }

    /// <summary>The hour of the day of one counted from noon (下午3時), or from midnight; null where it could be either (晚上2時), 99 where it can't be (上午15時).</summary>
    private static int? HourOf(string half, int? hour) => (half, hour) switch
    {
        (_, null) => null,
        ("凌晨" or "清晨", 12) => 0,
        ("凌晨" or "清晨" or "清早" or "早晨" or "早上" or "早間" or "早间" or "上午", > 12) => 99,
        ("下午" or "午後" or "午后" or "傍晚", < 12) => hour + 12,
        ("晚上" or "晚間" or "晚间" or "夜間" or "夜间" or "夜晚" or "晚" or "深夜" or "半夜", >= 5 and <= 12) => hour + 12,
        ("深夜" or "半夜", < 5) => hour,
        ("晚上" or "晚間" or "晚间" or "夜間" or "夜间" or "夜晚" or "晚", < 5) => null,
        ("中午", < 3) => hour + 12,
        _ => hour,
    };

    /// <summary>The same text with ０–９ as 0–9, so that positions stay the same.</summary>
    private static string HalfWidthDigits(string text) =>
        text.AsSpan().ContainsAnyInRange('０', '９')
            ? string.Create(text.Length, text, static (digits, text) =>
            {
                for (var at = 0; at < digits.Length; at++)
                {
                    digits[at] = text[at] is >= '０' and <= '９' ? (char)(text[at] - '０' + '0') : text[at];
                }
            })
            : text;

    private const string Han = "〇零○一二三四五六七八九十廿";

    private const string Year = $"(?:(?<year>[0-9]{{4}}|[〇零○一二三四五六七八九]{{4}})|(?:民國|民国)?(?<republic>1[0-9]{{2}})|(?:民國|民国)(?<republic>[0-9]{{2}}))年";

    private const string Clock =
        @"(?:\s?[(（]?(?:週|周|星期|禮拜|礼拜)[一二三四五六日天][)）]?)?(?:(?:[\s,，]*|(?<iso>T))(?<half>凌晨|清晨|清早|早晨|早上|早間|早间|上午|中午|下午|午後|午后|傍晚|晚上|晚間|晚间|夜間|夜间|夜晚|深夜|半夜|晚)?\s?"
        + $@"(?:(?<hour>[0-9]{{1,2}})[:：](?<minute>[0-9]{{2}})(?:[:：](?<second>[0-9]{{2}})(?:\.[0-9]+)?)?(?![0-9])(?(iso)(?<offset>Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)"
        + $@"|(?<hour>[0-9]{{1,2}}|[{Han}]{{1,3}})[時时點点](?!間|间|刻|候)(?:(?<minute>[0-9]{{1,2}}|[{Han}]{{1,3}})分(?!之)(?:(?<second>[0-9]{{1,2}})秒)?|(?<halfHour>半)|整)?))?";

    [GeneratedRegex(
        $@"(?<![0-9{Han}第曆历])(?<![0-9]{{3}}年)(?:(?:{Year})?(?<month>[0-9]{{1,2}}|[{Han}]{{1,3}})月(?<day>[0-9]{{1,2}}|[{Han}]{{1,3}})(?:日|[號号](?![0-9線线院店室樓楼]))"
        + @"|(?<![0-9./-])(?<year>[0-9]{4})(?<mark>[-/.])(?<month>[0-9]{1,2})\k<mark>(?<day>[0-9]{1,2})(?![0-9]|[-/.][0-9]))" + Clock,
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex($@"(?<![0-9{Han}第曆历]){Year}(?<month>[0-9]{{1,2}}|[{Han}]{{1,3}})月(?:份|底|初|中旬|上旬|下旬)?", RegexOptions.CultureInvariant)]
    private static partial Regex MonthForm();

    [GeneratedRegex(@"^(?<month>[0-9]{1,2})(?<mark>[-/])(?<day>[0-9]{1,2})(?![0-9]|[-/.%][0-9])" + Clock + @"|(?<![0-9./-])(?<month>[0-9]{2})(?<mark>[-/])(?<day>[0-9]{2})(?![0-9])(?:\s(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:(?<month>[0-9]{2})(?<day>[0-9]{2})|[-/_](?<month>[0-9]{1,2})[-/_]?(?<day>[0-9]{1,2}))(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex AddressForm();

    [GeneratedRegex(@"(?<![0-9第])(?:1[3-9]|[2-9][0-9])月(?=[，。、初底中上下份末的開开舉举起])|(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚間|晚间)\s?(?:2[4-9]|[3-9][0-9])(?:[:：][0-9]{2}(?![0-9])|[時时點点](?!間|间))", RegexOptions.CultureInvariant)]
    private static partial Regex NoTime();

    [GeneratedRegex(@"^(?:前|以前|之前|止|為止|为止|截止|後|后|以後|以后|之後|之后)", RegexOptions.CultureInvariant)]
    private static partial Regex Bound();

    [GeneratedRegex(@"^(?:[上下]午|晚|專|专|綜合|综合)?[電电訊讯](?:[\s)）】\]，,：:。—－-]|$|記者|记者)", RegexOptions.CultureInvariant)]
    private static partial Regex DatelineEnd();

    [GeneratedRegex(@"(?<![0-9月年第])(?<day>[0-9]{1,2})日(?:專|专|綜合|综合|外)?[電电訊讯](?:[\s)）】\]，,：:。—－-]|$|記者|记者)", RegexOptions.CultureInvariant)]
    private static partial Regex DayDateline();
}
