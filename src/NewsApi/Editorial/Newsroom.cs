using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NewsApi.ChineseText;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>The one door for writes: nothing else changes an article.</summary>
internal sealed class Newsroom(NewsDbContext db, IOptions<SlugOptions> slugs, TimeProvider clock)
{
    /// <summary>Bytes of UTF-8 a slug may have; a Han character takes three, and nine once percent-encoded in a URL.</summary>
    public const int MaxSlugBytes = 120;

    /// <summary>
    /// Makes a draft an article that everybody can read. It joins the transaction under way, if there is one;
    /// otherwise it is one of its own.
    /// </summary>
    public async Task<Article> PublishAsync(ArticleDraft draft, CancellationToken cancel)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

        var article = new Article
        {
            Slug = await FreeSlugAsync(SlugOf(draft.Headline), cancel),
            Headline = draft.Headline,
            Summary = draft.Summary,
            Language = draft.Language,
            PublishedAt = draft.PublishedAt,
            PublishedOffsetMinutes = (int)draft.PublishedAt.Offset.TotalMinutes,
            PublishedPrecision = draft.PublishedPrecision,
            UpdatedAt = clock.GetUtcNow(),
            SourceName = draft.SourceName,
            SourceUrl = draft.SourceUrl,
            Origin = draft.Origin,
        };
        article.Tags.AddRange(await TagsAsync(draft.Tags, cancel));
        article.Media.AddRange(Numbered(draft.Media, (media, number) => media.Number = number));
        article.Sections.AddRange(Sections(draft));
        article.RelatedNews.AddRange(draft.RelatedNews.Select((list, index) => RelatedNews(list, index + 1)));

        db.Articles.Add(article);
        await db.SaveChangesAsync(cancel);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        return article;
    }

    private IEnumerable<Section> Sections(ArticleDraft draft)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var section in draft.Sections)
        {
            number++;
            yield return new Section
            {
                Number = number,
                Anchor = Free(SlugOf(section.Heading ?? section.KindSlug), anchors.Add),
                KindSlug = section.KindSlug,
                Heading = section.Heading,
                Speaker = section.Speaker,
                PublishedAt = draft.PublishedAt,
                Blocks = [.. Numbered(section.Blocks, (block, place) => block.Number = place)],
            };
        }
    }

    private static RelatedNewsList RelatedNews(RelatedNewsDraft list, int number) => new()
    {
        Number = number,
        Title = list.Title,
        NewestAt = list.Entries.Max(entry => entry.At),
        Entries =
        [
            .. list.Entries.Select((entry, index) => new RelatedNewsEntry
            {
                Number = index + 1,
                PublishedAt = entry.At,
                PublishedOffsetMinutes = (int)entry.At.Offset.TotalMinutes,
                PublishedPrecision = entry.Precision,
                PrintedTime = entry.PrintedTime,
                Title = entry.Title,
            }),
        ],
    };

    private static IEnumerable<T> Numbered<T>(IEnumerable<T> items, Action<T, int> number)
    {
        var place = 0;
        foreach (var item in items)
        {
            number(item, ++place);
            yield return item;
        }
    }

    private async Task<List<Tag>> TagsAsync(IReadOnlyList<TagDraft> drafts, CancellationToken cancel)
    {
        var bySlug = drafts.DistinctBy(draft => SlugOf(draft.Name)).ToDictionary(draft => SlugOf(draft.Name));
        var tags = await db.Tags.Where(tag => bySlug.Keys.Contains(tag.Slug)).ToListAsync(cancel);
        tags.AddRange(bySlug
            .ExceptBy(tags.Select(tag => tag.Slug), pair => pair.Key)
            .Select(pair => new Tag { Slug = pair.Key, Name = pair.Value.Name, Type = pair.Value.Type }));
        return tags;
    }

    private string SlugOf(string name) => Slug.From(name, slugs.Value.Style, MaxSlugBytes);

    private async Task<string> FreeSlugAsync(string slug, CancellationToken cancel)
    {
        // One look into the index however many stories share a headline: in the way is only "slug" or "slug-…"
        // ('.' follows '-' in the order of characters).
        var taken = await db.Articles
            .Where(a => a.Slug == slug || (a.Slug.CompareTo(slug + "-") >= 0 && a.Slug.CompareTo(slug + ".") < 0))
            .Select(a => a.Slug)
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
        return Free(slug, candidate => !taken.Contains(candidate));
    }

    /// <summary>The name itself, or with the lowest number behind it that makes it free. Only digits would read as an id.</summary>
    private static string Free(string name, Func<string, bool> isFree)
    {
        var stem = name.All(char.IsAsciiDigit) ? $"n-{name}" : name;
        var candidate = stem;
        for (var number = 2; !isFree(candidate); number++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }

        return candidate;
    }
}
