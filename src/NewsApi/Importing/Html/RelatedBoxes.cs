using System.Text.RegularExpressions;
using NewsApi.Editorial;
using NewsApi.Importing.Understanding;

namespace NewsApi.Importing.Html;

/// <summary>Takes out of a page the lists of links to other news, each with the heading that says what it is.</summary>
/// <param name="zone">The zone of their times.</param>
/// <param name="root">What their links are relative to.</param>
/// <param name="now">The time of the import: no news is later.</param>
/// <param name="page">When the page appeared, near to which the news are; null where it does not say.</param>
internal sealed partial class RelatedBoxes(TimeZoneInfo zone, Uri? root, DateTimeOffset now, DateTimeOffset? page)
{
    // Beside a link a time is set apart; more words tell something.
    private const int LongestTime = 20;

    // More names of news without a time would be no warning but a list.
    private const int MostNamed = 5;

    private const int MostBoxes = 20;
    private const int FewestLinks = 2;
    private const int LongestHeading = 40;
    private const int LargestHeading = 50;
    private const int MostHeadings = 200;
    private const double MostOfPage = 0.4;

    /// <summary>The lists found, in the order they stand.</summary>
    public List<RelatedNewsDraft> Lists { get; } = [];

    /// <summary>What had to be left out.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Takes the lists out of a page.</summary>
    public void TakeFrom(PageNode page)
    {
        var most = page.Weight * MostOfPage;
        var headings = 0;
        foreach (var node in page.All().Where(node => node.Element is not null && node.Weight is > 0 and < LongestHeading * 3 && node.Size < LargestHeading).ToList())
        {
            if (node.IsDropped || node.Name is "a" or "li" || node.LinkDensity > 0.9 || Lists.Count + Warnings.Count >= MostBoxes)
            {
                continue;
            }

            var words = node.Words();
            if (Roles.IsRelatedHeading(words) && headings++ < MostHeadings && BoxOf(node, most) is { Count: > 0 } box)
            {
                Take(words.Trim('：', ':', ' ', '【', '】', '■', '◆', '▶'), box);
                node.Drop();
            }
        }

        DropLines(page);
    }

    private static void DropLines(PageNode page)
    {
        foreach (var node in page.All())
        {
            if (node.Name is "p" or "div" or "li" or "h4" or "h3" && node.Weight is > 0 and < 300 && node.Size < LargestHeading && node.LinkDensity > 0.4 && Roles.BeginsRelated(node.Words()))
            {
                node.Drop();
            }
        }
    }

    /// <summary>What stands behind a heading and is links: beside it, or beside what holds nothing but the heading.</summary>
    private static List<PageNode> BoxOf(PageNode heading, double most)
    {
        var node = heading;
        for (var level = 0; level < 3 && node.Parent is { } parent; level++, node = parent)
        {
            var box = new List<PageNode>();
            var isBehind = false;
            foreach (var sibling in parent.Children)
            {
                if (sibling == node)
                {
                    isBehind = true;
                }
                else if (isBehind && !sibling.IsDropped && sibling.Weight > 0)
                {
                    if (!IsLinks(sibling) || sibling.Weight > most)
                    {
                        break;
                    }

                    box.Add(sibling);
                }
            }

            if (box.Sum(part => part.All().Count(inner => inner.Name == "a" && inner.Weight > 0)) >= FewestLinks)
            {
                return box;
            }

            if (parent.Weight > node.Weight)
            {
                return [];
            }
        }

        return [];
    }

    private static bool IsLinks(PageNode node) => node.LinkDensity > 0.5 || (node.Name is "ul" or "ol" && node.LinkDensity > 0.3);

    private void Take(string title, List<PageNode> box)
    {
        var entries = new List<RelatedNewsEntryDraft>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var untimed = new List<string>();
        foreach (var link in box.SelectMany(part => part.All()).Where(part => part.Name == "a" && part.Weight > 0).ToList())
        {
            var name = PlainWords.OrNull(link.Words());
            var url = WebAddress.OrNull(link.Attribute("href"), root);
            if (name is null || !seen.Add(url ?? name))
            {
                continue;
            }

            if (EntryOrNull(link, name, url, box) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                untimed.Add(name);
            }
        }

        box.ForEach(part => part.Drop());
        if (entries.Count > 0)
        {
            Lists.Add(new RelatedNewsDraft(title, entries));
        }

        if (untimed.Count > 0)
        {
            var named = string.Join(" | ", untimed.Take(MostNamed)) + (untimed.Count > MostNamed ? " | …" : "");
            Warnings.Add(untimed.Count == 1 ? $"1 link under {title} has no time and was left out: {named}" : $"{untimed.Count} links under {title} have no time and were left out: {named}");
        }
    }

    private RelatedNewsEntryDraft? EntryOrNull(PageNode link, string name, string? url, List<PageNode> box)
    {
        // The time stands in the link, or in the line that the link alone is in.
        var line = link;
        while (!box.Contains(line) && line.Parent is { } parent && parent.All().Count(part => part.Name == "a" && part.Weight > 0) == 1)
        {
            line = parent;
        }

        var words = line.Words();
        var machine = line.All().FirstOrDefault(part => part.Name == "time")?.Attribute("datetime");
        if (machine is not null && MachineTime.OrNull(machine, zone) is { } time)
        {
            var shown = PlainWords.OrNull(line.All().First(part => part.Name == "time").Words()) ?? machine.Trim();
            return new RelatedNewsEntryDraft(time.At, time.Precision, shown, Without(name, shown), url);
        }

        return PrintedTimes.FirstOrNull(words) is { Year: not null } printed && printed.AtOrNull(zone) is { } at
            ? new RelatedNewsEntryDraft(at, printed.Precision, printed.Printed, Without(name, printed.Printed), url)
            : WithoutYearOrNull(words, name) is { } day && (page is { } near ? day.NearestOrNull(near, now.AddDays(1), zone) : day.LastUntilOrNull(now, zone)) is { } guessed
            ? new RelatedNewsEntryDraft(guessed, day.Precision, day.Printed, Without(name, day.Printed), url)
            : null;
    }

    /// <summary>A month and a day beside a link, or in digits at an end of it. Days within a title are what it tells of.</summary>
    private static PrintedTime? WithoutYearOrNull(string words, string name)
    {
        var beside = words.Replace(name, "", StringComparison.Ordinal).Trim(' ', '　', '-', '•', '·', '[', ']', '(', ')', '（', '）', '|', '｜', '/', '／');
        return beside.Length is > 0 and <= LongestTime ? PrintedTimes.ShortOrNull(beside) ?? PrintedTimes.FirstOrNull(beside)
            : beside.Length == 0 && PrintedTimes.ShortOrNull(name.Trim('[', ']', '(', ')', '（', '）')) is { } time && TwoDigits().IsMatch(time.Printed) ? time
            : null;
    }

    [GeneratedRegex("^[0-9]{2}[-/][0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex TwoDigits();

    private static string? Without(string name, string time)
    {
        var title = name.Replace(time, "", StringComparison.Ordinal).Trim(' ', '-', '•', '·', '[', ']', '(', ')', '（', '）', '|', '｜');
        return title.Length > 0 ? title : null;
    }
}
