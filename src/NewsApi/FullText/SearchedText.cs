using Microsoft.EntityFrameworkCore;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>A text of an article that is searched: a phrase is looked for within one, never across two.</summary>
/// <param name="Part">What of the article it is.</param>
/// <param name="Section">Number of its section; null outside of one.</param>
/// <param name="Text">The text.</param>
internal readonly record struct SearchedText(SearchedPart Part, int? Section, string Text)
{
    /// <summary>The texts of an article, with its media, sections and blocks loaded.</summary>
    public static IEnumerable<SearchedText> Of(Article article) =>
    [
        .. Of(article.Headline, article.Summary),
        .. article.Sections.OrderBy(section => section.Number)
            .SelectMany(section => Of(section.Number, section.Heading, section.Speaker).Concat(section.Blocks.OrderBy(block => block.Number).SelectMany(block => Of(section.Number, block)))),
        .. article.Media.OrderBy(media => media.Number).Where(media => media.Caption is not null).Select(media => Of(media.Caption!)),
    ];

    /// <summary>The same of some articles in the store, whoever may see them. Read row by row: a hundred articles with all their parts as objects would cost several times as much.</summary>
    public static async Task<Dictionary<long, List<SearchedText>>> OfArticlesAsync(NewsDbContext db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var texts = await db.Articles.IgnoreQueryFilters().AsNoTracking().Where(article => ids.Contains(article.Id)).Select(article => new { article.Id, article.Headline, article.Summary })
            .ToDictionaryAsync(article => article.Id, article => Of(article.Headline, article.Summary).ToList(), cancel);
        await AddAsync(db.Sections.Where(section => ids.Contains(section.ArticleId)), row => texts[row.ArticleId], cancel);
        foreach (var media in await db.Articles.IgnoreQueryFilters().AsNoTracking().Where(article => ids.Contains(article.Id)).SelectMany(article => article.Media)
            .Where(media => media.Caption != null).OrderBy(media => media.ArticleId).ThenBy(media => media.Number).Select(media => new { media.ArticleId, media.Caption }).ToListAsync(cancel))
        {
            texts[media.ArticleId].Add(Of(media.Caption!));
        }

        return texts;
    }

    /// <summary>The texts of some sections in the store, whoever may see them.</summary>
    public static async Task<Dictionary<long, List<SearchedText>>> OfSectionsAsync(NewsDbContext db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var texts = ids.ToDictionary(id => id, _ => new List<SearchedText>());
        if (ids.Count > 0)
        {
            await AddAsync(db.Sections.Where(section => ids.Contains(section.Id)), row => texts[row.SectionId], cancel);
        }

        return texts;
    }

    private static async Task AddAsync(IQueryable<Section> sections, Func<(long ArticleId, long SectionId), List<SearchedText>> into, CancellationToken cancel)
    {
        var rows = await sections.IgnoreQueryFilters().AsNoTracking().SelectMany(section => section.Blocks.DefaultIfEmpty(), (section, block) => new { section.Id, section.ArticleId, section.Number, section.Heading, section.Speaker, Block = block })
            .ToListAsync(cancel);
        var last = 0L;

        // Ordered here: SQLite would move all texts about once more.
        foreach (var row in rows.OrderBy(row => row.ArticleId).ThenBy(row => row.Number).ThenBy(row => row.Block?.Number))
        {
            var texts = into((row.ArticleId, row.Id));
            if (row.Id != last)
            {
                texts.AddRange(Of(row.Number, row.Heading, row.Speaker));
                last = row.Id;
            }

            if (row.Block is not null)
            {
                texts.AddRange(Of(row.Number, row.Block));
            }
        }
    }

    private static IEnumerable<SearchedText> Of(string headline, string? summary) => summary is null
        ? [new SearchedText(SearchedPart.Headline, null, headline)]
        : [new SearchedText(SearchedPart.Headline, null, headline), new SearchedText(SearchedPart.Summary, null, summary)];

    private static IEnumerable<SearchedText> Of(int section, string? heading, string? speaker)
    {
        if (heading is not null)
        {
            yield return new SearchedText(SearchedPart.Heading, section, heading);
        }

        if (speaker is not null && heading?.Contains(speaker, StringComparison.Ordinal) != true)
        {
            yield return new SearchedText(SearchedPart.Heading, section, speaker);
        }
    }

    private static IEnumerable<SearchedText> Of(int section, Block block) => block.Texts().Select(text => new SearchedText(SearchedPart.Body, section, text));

    private static SearchedText Of(string caption) => new(SearchedPart.Body, null, caption);
}

/// <summary>A part of an article, as far as searching tells them apart.</summary>
public enum SearchedPart
{
    /// <summary>The headline.</summary>
    Headline,

    /// <summary>A heading of a section, or who speaks in it.</summary>
    Heading,

    /// <summary>The summary.</summary>
    Summary,

    /// <summary>The text of the sections, and what stands under pictures.</summary>
    Body,
}
