using System.Globalization;
using System.Text;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>Makes a draft one that can be stored: cleans its texts, cuts what is too long or too many, and says what it cut.</summary>
internal sealed class DraftLimits
{
    private readonly List<string> _warnings;

    private DraftLimits(List<string> warnings) => _warnings = warnings;

    /// <summary>The draft within the limits.</summary>
    /// <param name="draft">The draft as a document has it.</param>
    /// <param name="warnings">Gets a sentence for each thing that was cut.</param>
    public static ArticleDraft Fit(ArticleDraft draft, List<string> warnings) => new DraftLimits(warnings).Fit(draft);

    /// <summary>Text of one or more lines, clean and composed; null when nobody would see anything of it.</summary>
    public static string? TextOrNull(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF))
            {
                Append(clean, rune);
            }
        }

        var trimmed = PlainText.Normalise(clean.ToString().Trim());
        return PlainText.IsInvisible(trimmed) ? null : trimmed;
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.IsBmp)
        {
            text.Append((char)rune.Value);
        }
        else
        {
            text.Append(rune.ToString());
        }
    }

    private ArticleDraft Fit(ArticleDraft draft)
    {
        var fitting = WithinLimits(draft);

        // A story that is its headline alone says that.
        return fitting.Sections.Count > 0 || fitting.Headline.Length == 0
            ? fitting
            : fitting with { Sections = [new SectionDraft(KindClassifier.Lead, null, null, [new ParagraphBlock { Text = fitting.Headline }])] };
    }

    private ArticleDraft WithinLimits(ArticleDraft draft) => draft with
    {
        Headline = Line(draft.Headline, "headline") ?? "",
        Summary = Text(draft.Summary, "summary"),
        SourceName = Line(draft.SourceName, "name of the source"),
        SourceUrl = WebAddress.OrNull(draft.SourceUrl, null),
        Authors = AtMost([.. draft.Authors.Select(author => Line(author, "name of an author")).OfType<string>().Distinct(StringComparer.Ordinal)], WireLimits.Few, "authors"),
        Tags = AtMost(Tags(draft.Tags), WireLimits.Few, "tags"),
        Media = AtMost(Media(draft.Media), WireLimits.Few, "media"),
        Sections = AtMost([.. draft.Sections.Select(Section).Where(section => section.Blocks.Count > 0)], WireLimits.Many, "sections"),
        RelatedNews = AtMost([.. draft.RelatedNews.Select(RelatedNews).Where(list => list.Entries.Count > 0)], WireLimits.Few, "related-news lists"),
    };

    private static List<TagDraft> Tags(IReadOnlyList<TagDraft> tags) =>
    [
        .. tags.Select(tag => tag with { Name = PlainWords.OrNull(tag.Name) ?? "" })
            .Where(tag => tag.Name.Length > 0 && PlainText.WrongInLineOrNull(tag.Name, WireLimits.Slug) is null)
            .DistinctBy(tag => Slug.From(tag.Name, SlugStyle.Han, Newsroom.MaxSlugBytes), StringComparer.Ordinal),
    ];

    private List<MediaItem> Media(IReadOnlyList<MediaItem> media) =>
    [
        .. media.Select(item => new MediaItem { Type = item.Type, Url = WebAddress.OrNull(item.Url, null), Caption = Text(item.Caption, "caption") })
            .Where(item => item.Url is not null || item.Caption is not null)
            .DistinctBy(item => item.Url ?? item.Caption, StringComparer.Ordinal),
    ];

    private SectionDraft Section(SectionDraft section) => new(
        section.KindSlug, Line(section.Heading, "heading"), Line(section.Speaker, "speaker"), AtMost([.. section.Blocks.SelectMany(Blocks)], WireLimits.Many, "blocks of a section"));

    private IEnumerable<Block> Blocks(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                return Pieces(TextOrNull(paragraph.Text)).Select(piece => new ParagraphBlock { Text = piece });
            case ListBlock list:
                var items = AtMost<string>([.. list.Items.Select(item => Text(item, "point of a list")).OfType<string>()], WireLimits.Many, "points of a list");
                return items.Count == 0 ? [] : [new ListBlock { Ordered = list.Ordered, Items = items }];
            case QuoteBlock quote:
                return Text(quote.Text, "quotation") is { } words ? [new QuoteBlock { Text = words, Attribution = Line(quote.Attribution, "attribution") }] : [];
            case ImageBlock image:
                var (imageUrl, imageCaption) = (WebAddress.OrNull(image.Url, null), Text(image.Caption, "caption"));
                return imageUrl is null && imageCaption is null ? [] : [new ImageBlock { Url = imageUrl, Caption = imageCaption }];
            case VideoBlock video:
                var (videoUrl, videoCaption) = (WebAddress.OrNull(video.Url, null), Text(video.Caption, "caption"));
                return videoUrl is null && videoCaption is null ? [] : [new VideoBlock { Url = videoUrl, Caption = videoCaption }];
            case TableBlock table:
                return Table(table);
            default:
                return [block];
        }
    }

    private List<Block> Table(TableBlock table)
    {
        var rows = AtMost(table.Rows, WireLimits.Many, "rows of a table");
        var width = Math.Min(rows.Select(row => row.Count).DefaultIfEmpty(0).Max(), WireLimits.Few);
        if (width == 0)
        {
            return [];
        }

        if (rows.Exists(row => row.Count > width))
        {
            _warnings.Add($"Only the first {width} cells of each row of a table were kept.");
        }

        return
        [
            new TableBlock
            {
                Caption = Text(table.Caption, "caption"),
                Rows = [.. rows.Select(row => Enumerable.Range(0, width).Select(cell => cell < row.Count ? Text(row[cell], "cell") ?? "" : "").ToList())],
            },
        ];
    }

    private RelatedNewsDraft RelatedNews(RelatedNewsDraft list) => new(Line(list.Title, "title of related news"), AtMost(
        [
            .. list.Entries.Select(entry => entry with
            {
                PrintedTime = Line(entry.PrintedTime, "time of related news") ?? entry.At.ToString("O", CultureInfo.InvariantCulture),
                Title = Line(entry.Title, "title of related news"),
                Url = WebAddress.OrNull(entry.Url, null),
            }),
        ],
        WireLimits.Many,
        "related news"));

    private string? Line(string? text, string what) => Cut(PlainWords.OrNull(text), WireLimits.Line, what);

    private string? Text(string? text, string what) => Cut(TextOrNull(text), WireLimits.Text, what);

    private string? Cut(string? text, int max, string what)
    {
        if (text is null || text.Length <= max || LengthOf(text, max) == text.Length)
        {
            return text;
        }

        _warnings.Add($"The {what} was cut to {max} characters.");
        return text[..LengthOf(text, max - 1)].TrimEnd() + "…";
    }

    /// <summary>A long paragraph becomes several, so that nothing is lost.</summary>
    private static IEnumerable<string> Pieces(string? text)
    {
        for (var start = 0; text is not null && start < text.Length;)
        {
            var length = LengthOf(text.AsSpan(start), WireLimits.Text);
            if (start + length < text.Length && text.LastIndexOfAny(['。', '！', '？', '\n', '.'], start + length - 1, length / 2) is >= 0 and var sentence)
            {
                length = sentence + 1 - start;
            }

            if (text.AsSpan(start, length).Trim() is { IsEmpty: false } piece)
            {
                yield return piece.ToString();
            }

            start += length;
        }
    }

    /// <summary>How many UTF-16 units the first so many characters have.</summary>
    private static int LengthOf(ReadOnlySpan<char> text, int characters)
    {
        var at = 0;
        for (var count = 0; count < characters && at < text.Length; count++)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        }

        return at;
    }

    private List<T> AtMost<T>(List<T> items, int count, string what)
    {
        if (items.Count <= count)
        {
            return items;
        }

        _warnings.Add($"Of {items.Count} {what} the first {count} were kept.");
        return items[..count];
    }
}
