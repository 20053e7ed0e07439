using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NewsApi.Caching;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.Tags;

namespace NewsApi.Articles;

/// <summary>
/// What lists show of articles. It is kept by the state of each article's row, so that of another list with the same articles only
/// their order is read. What is not kept is read for all of them at once: as collections of a projection, EF makes a delegate for
/// each row.
/// </summary>
public sealed class ArticleSummaries
{
    private static readonly Expression<Func<TagLink, PartOf<TagReference>>> TagOfArticle = link =>
        new PartOf<TagReference>(link.ArticleId, new TagReference { Slug = link.Tag.Slug, Name = link.Tag.Name, Type = link.Tag.Type });

    private static readonly Expression<Func<MediaItem, PartOf<MediaResponse>>> MediaOfArticle = media =>
        new PartOf<MediaResponse>(media.ArticleId, new MediaResponse { Type = media.Type, Caption = media.Caption, Url = media.Url });

    // The projections that reads go by, so that nothing can be different.
    private static readonly Func<Article, ArticleSummary> NewRow = ArticleSummary.Projection.Compile();
    private static readonly Func<TagLink, PartOf<TagReference>> NewTag = TagOfArticle.Compile();
    private static readonly Func<MediaItem, PartOf<MediaResponse>> NewMedia = MediaOfArticle.Compile();

    private readonly NewsDbContext _db;
    private readonly CacheMemory _memory;
    private readonly StoreChanges _changes;
    private readonly ReadMoment _moment;

    internal ArticleSummaries(NewsDbContext db, CacheMemory memory, StoreChanges changes, ReadMoment moment) => (_db, _memory, _changes, _moment) = (db, memory, changes, moment);

    /// <summary>Tables of which an article's row tells: with what is written there it gets another version.</summary>
    private ulong OfRow => StoreTables.Of(_db) is var tables ? tables.Of("Articles") | tables.Of("ArticleTags") | tables.Of("Media") : 0;

    /// <summary>What is wanted of some articles, in their order.</summary>
    /// <param name="articles">The articles, as they were found in the snapshot under way.</param>
    /// <param name="fields">What is wanted of each.</param>
    /// <param name="cancel">Ends the read.</param>
    internal async Task<IReadOnlyList<ArticleSummary>> ReadAsync(IReadOnlyList<ArticleState> articles, FieldSelection fields, CancellationToken cancel)
    {
        if (!_memory.IsWanted || _moment.State is not { } moment || !fields.KeepsAll)
        {
            return await ReadAsync(articles, fields);
        }

        var kept = articles.Select(article => _memory.Find<Read>(article) is { } found && found.Holds(_changes, moment) ? found.Value : null).ToArray();
        var missing = articles.Where((_, index) => kept[index] is null).ToList();
        if (missing.Count > 0)
        {
            // Noted for them alone, and then with what the request has read besides.
            var besides = _db.TablesRead;
            _db.TablesRead = 0;
            var read = new Queue<Read>((await ReadAsync(missing, fields)).Select(summary => new Read(summary, _db.TablesRead)));
            _db.TablesRead |= besides;
            for (var index = 0; index < kept.Length; index++)
            {
                if (kept[index] is null)
                {
                    kept[index] = read.Dequeue();
                    _memory.Keep(articles[index], new Kept<Read>(kept[index]!, kept[index]!.Tables & ~OfRow, moment), SizeOf(kept[index]!.Summary));
                }
            }
        }

        _db.TablesRead |= kept.Aggregate(0UL, (tables, one) => tables | one!.Tables);
        return [.. kept.Select(one => one!.Summary)];

        async Task<IReadOnlyList<ArticleSummary>> ReadAsync(IReadOnlyList<ArticleState> wanted, FieldSelection of)
        {
            List<long> ids = [.. wanted.Select(article => article.Id)];
            var rows = ids.Count == 0 ? [] : await _db.Articles.IgnoreQueryFilters().Where(article => ids.Contains(article.Id))
                .AsNoTracking().Select(of.Prune(ArticleSummary.Projection)).ToDictionaryAsync(article => article.Id, cancel);
            return await CompleteAsync(_db, [.. ids.Select(id => rows[id])], of, cancel);
        }
    }

    /// <summary>What reading an article that was just made would give.</summary>
    internal static ArticleSummary OfNew(Article article) => NewRow(article) with
    {
        Tags = [.. article.Tags.OrderBy(tag => tag.Id).Select(tag => NewTag(new TagLink { ArticleId = article.Id, Tag = tag }).Part)],
        Media = [.. article.Media.OrderBy(media => media.Number).Select(media => NewMedia(media).Part)],
    };

    /// <summary>Adds what is wanted of tags and media to articles of which the row was read.</summary>
    internal static async Task<IReadOnlyList<ArticleSummary>> CompleteAsync(NewsDbContext db, IReadOnlyList<ArticleSummary> rows, FieldSelection fields, CancellationToken cancel)
    {
        List<long> ids = [.. rows.Select(row => row.Id)];
        var tags = ids.Count == 0 || fields.OfOrNull("tags") is not { } ofTags ? [] : await db.ArticleTags
            .Where(link => ids.Contains(EF.Property<long>(link, "ArticleId")))
            .Join(db.Tags, link => EF.Property<long>(link, "TagId"), tag => tag.Id, (link, tag) => new TagLink { ArticleId = EF.Property<long>(link, "ArticleId"), Tag = tag })
            .OrderBy(link => link.Tag.Id).Select(ofTags.Prune(TagOfArticle)).ToListAsync(cancel);
        var media = ids.Count == 0 || fields.OfOrNull("media") is not { } ofMedia ? [] : await db.Set<MediaItem>()
            .Where(item => ids.Contains(item.ArticleId)).OrderBy(item => item.Number).Select(ofMedia.Prune(MediaOfArticle)).ToListAsync(cancel);
        var (tagsOf, mediaOf) = (tags.ToLookup(one => one.Article, one => one.Part), media.ToLookup(one => one.Article, one => one.Part));
        return [.. rows.Select(row => row with { Tags = [.. tagsOf[row.Id]], Media = [.. mediaOf[row.Id]] })];
    }

    /// <summary>About how many bytes a summary takes in memory.</summary>
    private static long SizeOf(ArticleSummary summary) =>
        1200 + (2 * (summary.Headline.Length + (summary.Summary?.Length ?? 0) + summary.Slug.Length + (summary.Source?.Name.Length ?? 0) + (summary.Source?.Url?.Length ?? 0)))
        + summary.Authors.Sum(author => 40 + (2 * author.Length)) + summary.Tags.Sum(tag => 120 + (2 * (tag.Slug.Length + tag.Name.Length)))
        + summary.Media.Sum(media => 120 + (2 * ((media.Caption?.Length ?? 0) + (media.Url?.Length ?? 0))));

    /// <summary>A summary, and the tables it was read from.</summary>
    private sealed record Read(ArticleSummary Summary, ulong Tables);

    /// <summary>A tag that an article carries.</summary>
    private sealed class TagLink
    {
        public required long ArticleId { get; init; }

        public required Tag Tag { get; init; }
    }

    /// <summary>A part of an article.</summary>
    private sealed record PartOf<T>(long Article, T Part);
}

/// <summary>Which article, and in which state: its row's hash covers its version, which every change of the article makes another.</summary>
internal sealed record ArticleState(long Id, string Hash)
{
    /// <summary>Reads it.</summary>
    public static Expression<Func<Article, ArticleState>> Projection { get; } = article => new ArticleState(article.Id, article.Hash);
}
