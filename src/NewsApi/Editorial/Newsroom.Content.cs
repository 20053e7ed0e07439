using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>How a draft becomes what an article says. What stays the same keeps its number, also where things around it change.</summary>
public sealed partial class Newsroom
{
    private List<string>? _kinds;

    private async Task<Change?> FillAsync(Article article, ArticleDraft draft, CancellationToken cancel)
    {
        if (await UnknownKindsAsync(draft, cancel) is { Count: > 0 } flaws)
        {
            return new Change.Refused(flaws);
        }

        if (await NameAsync(article, draft, cancel) is { } conflict)
        {
            return conflict;
        }

        article.Headline = draft.Headline;
        article.Summary = draft.Summary;
        article.Language = draft.Language;
        Date(article, draft);
        (article.SourceName, article.SourceUrl) = (draft.SourceName, draft.SourceUrl);
        article.Authors = [.. draft.Authors];
        var tags = await TagsAsync(draft.Tags, cancel);
        article.Tags.RemoveAll(tag => !tags.Contains(tag));
        article.Tags.AddRange(tags.Except(article.Tags));
        FillMedia(article, draft.Media);
        FillSections(article, draft.Sections);
        return null;
    }

    /// <summary>A story's date is the one given; one that was published without keeps the day it was.</summary>
    private void Date(Article article, ArticleDraft draft)
    {
        if (draft.PublishedAt is { } given)
        {
            var precision = draft.PublishedPrecision ?? (article.IsDated && article.PublishedAt == given ? article.PublishedPrecision : DatePrecision.Second);
            (article.IsDated, article.PublishedAt, article.PublishedOffsetMinutes, article.PublishedPrecision) = (true, given, (int)given.Offset.TotalMinutes, precision);
        }
        else if (article.IsDated && article.FirstShownAt is null)
        {
            (article.IsDated, article.PublishedAt, article.PublishedOffsetMinutes, article.PublishedPrecision) = (false, clock.GetUtcNow(), 0, DatePrecision.Second);
        }
    }

    private async Task<List<Flaw>> UnknownKindsAsync(ArticleDraft draft, CancellationToken cancel)
    {
        _kinds ??= await db.SectionKinds.OrderBy(kind => kind.Position).Select(kind => kind.Slug).ToListAsync(cancel);
        return
        [
            .. draft.Sections.Index()
                .Where(section => !_kinds.Contains(section.Item.KindSlug, StringComparer.Ordinal))
                .Select(section => new Flaw($"/sections/{section.Index}/kind", Http.ParameterRules.OneOf(section.Item.KindSlug, _kinds))),
        ];
    }

    private async Task<Change?> NameAsync(Article article, ArticleDraft draft, CancellationToken cancel)
    {
        var isNew = article.Slug.Length == 0;
        if (draft.Slug is null || draft.Slug == article.Slug)
        {
            if (isNew)
            {
                article.Slug = await FreeSlugAsync(SlugOf(draft.Headline), cancel);
                _givenSlugs.Add(article.Slug);
            }

            return null;
        }

        var former = await db.FormerSlugs.SingleOrDefaultAsync(name => name.Slug == draft.Slug, cancel);
        if (_givenSlugs.Contains(draft.Slug) || (former is not null && former.ArticleId != article.Id) || await db.Articles.IgnoreQueryFilters().AnyAsync(other => other.Slug == draft.Slug, cancel))
        {
            return new Change.Conflict("Another article has this slug, or once had it.", "/slug");
        }

        if (former is not null)
        {
            // Its own name of before.
            db.FormerSlugs.Remove(former);
        }

        if (!isNew)
        {
            db.FormerSlugs.Add(new FormerSlug { Slug = article.Slug, ArticleId = article.Id });
        }

        article.Slug = draft.Slug;
        _givenSlugs.Add(draft.Slug);
        return null;
    }

    private async Task<string> FreeSlugAsync(string name, CancellationToken cancel)
    {
        var slug = StemOf(name);
        if (Numbered(slug).Take(NumbersLookedAt).FirstOrDefault(candidate => _freeSlugs.Contains(candidate) && !_givenSlugs.Contains(candidate)) is { } seen)
        {
            return seen;
        }

        // One look into each index however many stories share a headline: in the way is only "slug" or "slug-…"
        // ('.' follows '-' in the order of characters).
        var taken = await db.Articles.IgnoreQueryFilters()
            .Where(a => a.Slug == slug || (a.Slug.CompareTo(slug + "-") >= 0 && a.Slug.CompareTo(slug + ".") < 0))
            .Select(a => a.Slug)
            .Concat(db.FormerSlugs
                .Where(a => a.Slug == slug || (a.Slug.CompareTo(slug + "-") >= 0 && a.Slug.CompareTo(slug + ".") < 0))
                .Select(a => a.Slug))
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
        return Free(slug, candidate => !taken.Contains(candidate) && !_givenSlugs.Contains(candidate));
    }

    /// <summary>Looks at once which names from the headlines of many stories nobody has: the headline alone, as nearly always, or with one of the first numbers.</summary>
    private async Task KeepSlugsAtHandAsync(ArticleDraft[] drafts, CancellationToken cancel)
    {
        if (drafts.Length > 1)
        {
            var stems = drafts.Where(draft => draft.Slug is null).Select(draft => StemOf(SlugOf(draft.Headline))).ToHashSet(StringComparer.Ordinal);
            var taken = await KeepFreeAsync(stems, cancel);
            if (taken.Count > 0)
            {
                await KeepFreeAsync(taken.SelectMany(stem => Numbered(stem).Take(NumbersLookedAt)).ToHashSet(StringComparer.Ordinal), cancel);
            }
        }
    }

    /// <summary>Remembers which of some names are free. Returns those that are not.</summary>
    private async Task<List<string>> KeepFreeAsync(HashSet<string> slugs, CancellationToken cancel)
    {
        var taken = await db.Articles.IgnoreQueryFilters().Where(article => slugs.Contains(article.Slug)).Select(article => article.Slug)
            .Concat(db.FormerSlugs.Where(former => slugs.Contains(former.Slug)).Select(former => former.Slug)).ToListAsync(cancel);
        _freeSlugs.UnionWith(slugs.Except(taken, StringComparer.Ordinal));
        return taken;
    }

    /// <summary>Each tag by its slug, by another name of it, or made new.</summary>
    private async Task<List<Tag>> TagsAsync(IReadOnlyList<TagDraft> drafts, CancellationToken cancel)
    {
        var wanted = drafts.SelectMany(draft => new[] { draft.Name, SlugOf(draft.Name) }).Where(name => !_tags.ContainsKey(name)).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count > 0)
        {
            foreach (var tag in await db.Tags.Where(tag => wanted.Contains(tag.Slug)).ToListAsync(cancel))
            {
                _tags[tag.Slug] = tag;
            }

            // No alias is called what a tag is.
            wanted.RemoveAll(_tags.ContainsKey);
            if (wanted.Count > 0)
            {
                foreach (var alias in await db.TagAliases.Include(alias => alias.Tag).Where(alias => wanted.Contains(alias.Slug)).ToListAsync(cancel))
                {
                    _tags[alias.Slug] = alias.Tag!;
                }
            }
        }

        return [.. drafts.Select(Find).Distinct()];

        Tag Find(TagDraft draft)
        {
            var slug = SlugOf(draft.Name);
            if (!_tags.TryGetValue(draft.Name, out var tag) && !_tags.TryGetValue(slug, out tag))
            {
                tag = new Tag { Slug = slug, Name = draft.Name, Type = draft.Type };
                _tags[slug] = tag;
            }

            return tag;
        }
    }

    private static void FillMedia(Article article, IReadOnlyList<MediaItem> wanted)
    {
        var present = article.Media.OrderBy(media => media.Number).ToList();
        foreach (var (index, media) in wanted.Index())
        {
            if (index < present.Count)
            {
                (present[index].Type, present[index].Caption, present[index].Url) = (media.Type, media.Caption, media.Url);
            }
            else
            {
                article.Media.Add(new MediaItem { Number = index + 1, Type = media.Type, Caption = media.Caption, Url = media.Url });
            }
        }

        article.Media.RemoveAll(media => media.Number > wanted.Count);
    }

    private void FillSections(Article article, IReadOnlyList<SectionDraft> wanted)
    {
        var present = article.Sections.OrderBy(section => section.Number).ToList();
        var pairs = Alignment.Of<(string Kind, string? Heading)>(
            [.. present.Select(section => (section.KindSlug, section.Heading))],
            [.. wanted.Select(section => (section.KindSlug, section.Heading))],
            section => SectionDiff.KeyOf(section.Kind, section.Heading),
            (before, after) => SectionDiff.AreAlike(before.Kind, before.Heading, after.Kind, after.Heading));
        var kept = pairs.Where(pair => pair is { Before: not null, After: not null }).ToDictionary(pair => pair.After!.Value, pair => present[pair.Before!.Value]);
        article.Sections.RemoveAll(section => !kept.ContainsValue(section));

        // An anchor is part of addresses: it changes only with the heading, and nothing new may take it.
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var settled = kept.Where(pair => pair.Value.Heading == wanted[pair.Key].Heading && (pair.Value.Heading is not null || pair.Value.KindSlug == wanted[pair.Key].KindSlug)
            && anchors.Add(pair.Value.Anchor)).Select(pair => pair.Key).ToHashSet();
        foreach (var (index, draft) in wanted.Index())
        {
            var isNew = !kept.TryGetValue(index, out var section);
            section ??= new Section { Number = 0, Anchor = "", KindSlug = "" };
            if (!settled.Contains(index))
            {
                section.Anchor = Free(SlugOf(draft.Heading ?? draft.KindSlug), anchors.Add);
            }

            (section.Number, section.KindSlug, section.Heading, section.Speaker) = (index + 1, draft.KindSlug, draft.Heading, draft.Speaker);
            FillBlocks(section, draft.Blocks);
            if (isNew)
            {
                article.Sections.Add(section);
            }
        }
    }

    private static void FillBlocks(Section section, IReadOnlyList<Block> wanted)
    {
        var present = section.Blocks.OrderBy(block => block.Number).ToList();
        var pairs = Alignment.Of(
            [.. present.Select(BlockInput.Of)],
            [.. wanted.Select(BlockInput.Of)],
            RevisionDiff.TextOf,
            (before, after) => before.GetType() == after.GetType());
        var kept = pairs.Where(pair => pair is { Before: not null, After: not null }).ToDictionary(pair => pair.After!.Value, pair => present[pair.Before!.Value]);
        section.Blocks.RemoveAll(block => !kept.ContainsValue(block));
        foreach (var (index, content) in wanted.Index())
        {
            var isNew = !kept.TryGetValue(index, out var block);
            block = block is null ? content : Take(block, content);
            block.Number = index + 1;
            if (isNew)
            {
                section.Blocks.Add(block);
            }
        }
    }

    /// <summary>Gives a block the content of another of its type.</summary>
    private static Block Take(Block block, Block content)
    {
        switch (block, content)
        {
            case (ParagraphBlock to, ParagraphBlock from):
                to.Text = from.Text;
                break;
            case (ListBlock to, ListBlock from):
                (to.Ordered, to.Items) = (from.Ordered, from.Items);
                break;
            case (QuoteBlock to, QuoteBlock from):
                (to.Text, to.Attribution) = (from.Text, from.Attribution);
                break;
            case (ImageBlock to, ImageBlock from):
                (to.Url, to.Caption) = (from.Url, from.Caption);
                break;
            case (VideoBlock to, VideoBlock from):
                (to.Url, to.Caption) = (from.Url, from.Caption);
                break;
            case (TableBlock to, TableBlock from):
                (to.Caption, to.Rows) = (from.Caption, from.Rows);
                break;
            default:
                throw new UnreachableException("Blocks of two types are never paired.");
        }

        return block;
    }

    private static void FillRelatedNews(Article article, IReadOnlyList<RelatedNewsDraft> wanted)
    {
        var present = article.RelatedNews.OrderBy(list => list.Number).ToList();
        foreach (var (index, draft) in wanted.Index())
        {
            var list = index < present.Count ? present[index] : new RelatedNewsList { Number = index + 1 };
            Fill(list, draft);
            if (index >= present.Count)
            {
                article.RelatedNews.Add(list);
            }
        }

        article.RelatedNews.RemoveAll(list => list.Number > wanted.Count);
    }

    private static void Fill(RelatedNewsList list, RelatedNewsDraft draft, IReadOnlyCollection<long>? hidden = null)
    {
        list.Title = draft.Title;
        list.NewestAt = draft.Entries.Max(entry => entry.At);
        var present = list.Entries.OrderBy(entry => entry.Number).ToList();
        foreach (var (index, entry) in draft.Entries.Index())
        {
            var row = index < present.Count
                ? present[index]
                : new RelatedNewsEntry { Number = index + 1, PublishedAt = default, PublishedOffsetMinutes = 0, PublishedPrecision = default, PrintedTime = "" };
            (row.PublishedAt, row.PublishedOffsetMinutes, row.PublishedPrecision) = (entry.At, (int)entry.At.Offset.TotalMinutes, entry.Precision);
            var stays = (row.PrintedTime, row.Title, row.Url) == (entry.PrintedTime, entry.Title, entry.Url) && row.LinkedArticleId is { } linked && hidden?.Contains(linked) == true;
            (row.PrintedTime, row.Title, row.Url, row.LinkedArticleId) = (entry.PrintedTime, entry.Title, entry.Url, entry.LinkedArticleId ?? (stays ? row.LinkedArticleId : null));
            if (index >= present.Count)
            {
                list.Entries.Add(row);
            }
        }

        list.Entries.RemoveAll(entry => entry.Number > draft.Entries.Count);
    }
}
