using System.Text.RegularExpressions;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>Takes the lists of other news out of a page of text: lines with times, with or without a title above them.</summary>
internal sealed partial class RelatedLists
{
    private const int LongestTitle = 40;

    // Longer ones tell a story of their own.
    private const int LongestEntry = 120;

    // More names of news without a time would be no warning but a list.
    private const int MostNamed = 5;

    private readonly WordList _titles;
    private readonly WordList? _timelines;

    public RelatedLists(UnderstandingOptions options)
    {
        _titles = new WordList(options.RelatedTitles);
        _timelines = options.Kinds.TryGetValue("background", out var background) ? new WordList(background.Words) : null;
    }

    /// <summary>Cuts the lists out of the body.</summary>
    /// <param name="body">The lines of the page below the headline.</param>
    /// <param name="zone">The zone of the times.</param>
    /// <param name="latest">The day of the import: no news is later.</param>
    /// <param name="page">A day of the page with its year, near to which the news are; null where it has none.</param>
    /// <param name="warnings">Gets a sentence for what had to be left out.</param>
    public List<RelatedNewsDraft> TakeFrom(List<string> body, TimeZoneInfo zone, DateTimeOffset latest, DateTimeOffset? page, List<string> warnings)
    {
        var lists = new List<RelatedNewsDraft>();
        var kept = new List<string>(body.Count);
        for (var index = 0; index < body.Count;)
        {
            var isTitle = IsTitle(body[index]);
            var isTimeline = !isTitle && IsTimeline(body[index]);
            var start = isTitle ? index + 1 : index;
            var entries = isTimeline ? [] : EntriesFrom(body, start, isTitle);
            if (entries.Exists(entry => entry.Time is not null) && Make(entries, zone, latest, page) is { Count: > 0 } made
                && (isTitle || IsNews(made, index > 0 ? body[index - 1] : null, latest)))
            {
                var title = isTitle ? body[index]
                    : kept.Count > 0 && index > 0 && ReferenceEquals(kept[^1], body[index - 1]) && IsTitleByPlace(kept[^1], entries.Count) ? kept[^1]
                    : null;
                if (title is not null && !isTitle)
                {
                    kept.RemoveAt(kept.Count - 1);
                }

                title = title?.TrimEnd('：', ':', ' ').Trim('【', '】', '■', '◆', '●', '#', ' ');
                lists.Add(new RelatedNewsDraft(string.IsNullOrEmpty(title) ? null : title, made));
                WarnOfUntimed(entries, title, zone, latest, warnings);
                index = start + entries.Count;
                continue;
            }

            if (isTitle && entries.Count > 0)
            {
                warnings.Add($"The news under {body[index].TrimEnd('：', ':', ' ')} have no times and stay in the text: {Named([.. entries.Select(entry => entry.Title ?? entry.Time?.Printed)])}");
            }

            kept.Add(body[index++]);
            for (var rest = entries.Count - 1; rest > 0 && !isTitle; rest--)
            {
                kept.Add(body[index++]);
            }

            while (isTimeline && index < body.Count && PrintedTimes.Find(body[index]).FirstOrDefault() is { Start: < 3, Printed: not null })
            {
                kept.Add(body[index++]);
            }
        }

        body.Clear();
        body.AddRange(kept);
        return lists;
    }

    private bool IsTitle(string line) =>
        line.Length <= LongestTitle && (Lines.AnnouncesList(line) || Lines.IsHeading(line)) && _titles.IsIn(ChineseScript.Fold(line)) && PrintedTimes.FirstOrNull(line) is null;

    /// <summary>Whether a heading says that what follows is what happened when, and no other news.</summary>
    private bool IsTimeline(string line) =>
        line.Length <= LongestTitle && (Lines.AnnouncesList(line) || Lines.IsHeading(line)) && _timelines?.FindIn(ChineseScript.Fold(line)).Count > 0;

    /// <summary>Whether the line above a list is its title: it announces it, or is a heading of nothing else.</summary>
    private static bool IsTitleByPlace(string line, int count) => Lines.AnnouncesList(line) ? line.Length <= LongestTitle : count > 1 && Lines.IsHeading(line);

    private static List<Entry> EntriesFrom(List<string> body, int start, bool isTitled)
    {
        var entries = new List<Entry>();
        for (var index = start; index < body.Count; index++)
        {
            if (EntryOrNull(body[index], isTitled) is not { } entry)
            {
                break;
            }

            entries.Add(entry);
        }

        // One line that begins with a time is running text unless a bullet or a title says otherwise.
        return entries.Count == 1 && !isTitled && !entries[0].HasBullet && !(start > 0 && Lines.AnnouncesList(body[start - 1])) ? [] : entries;
    }

    /// <summary>
    /// Whether lines with times that nothing calls so are other news, and no programme or chronicle: a page prints news with their minutes, or under a line that
    /// announces them.
    /// </summary>
    private static bool IsNews(List<RelatedNewsEntryDraft> entries, string? before, DateTimeOffset latest) =>
        entries.TrueForAll(entry => entry.At <= latest.AddDays(1))
        && (before is null || Lines.AnnouncesList(before) || !Lines.IsHeading(before)
            || entries.TrueForAll(entry => entry.Precision >= DatePrecision.Minute || entry.Title is null));

    /// <summary>A line of a list: a bullet or nothing, a time, and a title before or behind it. Under a title that says so also a title alone.</summary>
    private static Entry? EntryOrNull(string line, bool isTitled)
    {
        if (line.Length > LongestEntry + 40)
        {
            return null;
        }

        var mark = ListMark.ReadOrNull(line);
        var (body, hasBullet) = mark is { } found && PrintedTimes.FirstOrNull(line) is not { Start: 0 }
            ? (found.Rest, true)
            : (line.TrimStart('-', '–', '*', ' ', '　'), line[0] is '-' or '–' or '*');
        if (PrintedTimes.ListEntryOrNull(body, hasBullet || isTitled) is var (time, title))
        {
            // Without its year a day begins many a sentence.
            return time.Year is not null || isTitled || hasBullet || title is null ? new Entry(time, title, hasBullet) : null;
        }

        var isBareTitle = isTitled && body.Length <= LongestEntry && (hasBullet || Lines.IsHeading(body) || Address().IsMatch(body)) && body[^1] is not ('。' or '：' or '；');
        return isBareTitle ? new Entry(null, body, hasBullet) : null;
    }

    /// <summary>The entries that have a time. A year not printed is the one nearest to the others, or to the page, or else the latest that is not after the import.</summary>
    private static List<RelatedNewsEntryDraft> Make(List<Entry> entries, TimeZoneInfo zone, DateTimeOffset latest, DateTimeOffset? page)
    {
        var years = entries.Where(entry => entry.Time?.Year is not null).Select(entry => entry.Time!.Value.AtOrNull(zone)).Where(at => at is not null).ToList();
        var near = years.Count > 0 ? years.Max() : page;
        return [.. entries.Select(entry => MakeOrNull(entry, near, zone, latest)).OfType<RelatedNewsEntryDraft>()];
    }

    private static RelatedNewsEntryDraft? MakeOrNull(Entry entry, DateTimeOffset? near, TimeZoneInfo zone, DateTimeOffset latest)
    {
        if (entry.Time is not { } time)
        {
            return null;
        }

        var guessed = time.Year is not null ? time.AtOrNull(zone)
            : near is { } known ? time.NearestOrNull(known, latest.AddDays(1), zone)
            : time.LastUntilOrNull(latest, zone);
        if (guessed is not { } at)
        {
            return null;
        }

        var url = entry.Title is not null && Address().Match(entry.Title) is { Success: true } address ? address.Value : null;
        var title = url is null ? entry.Title : entry.Title!.Replace(url, "", StringComparison.Ordinal).Trim(' ', '　', '(', ')', '（', '）', '|', '｜');
        return new RelatedNewsEntryDraft(at, time.Precision, time.Printed, string.IsNullOrEmpty(title) ? null : title, WebAddress.OrNull(url, null));
    }

    private static void WarnOfUntimed(List<Entry> entries, string? title, TimeZoneInfo zone, DateTimeOffset latest, List<string> warnings)
    {
        var left = entries.Where(entry => MakeOrNull(entry, latest, zone, latest) is null).Select(entry => entry.Title ?? entry.Time?.Printed).ToList();
        if (left.Count > 0)
        {
            var named = Named(left);
            var where = title is null ? "" : $" under {title}";
            warnings.Add(left.Count == 1
                ? $"1 of the related news{where} has no time that can be, and was left out: {named}"
                : $"{left.Count} of the related news{where} have no time that can be, and were left out: {named}");
        }
    }

    private static string Named(List<string?> titles) => string.Join(" | ", titles.Take(MostNamed)) + (titles.Count > MostNamed ? " | …" : "");

    [GeneratedRegex(@"https?://[^\s<>""，。）)]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    private sealed record Entry(PrintedTime? Time, string? Title, bool HasBullet);
}
