using Microsoft.EntityFrameworkCore;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>Lists of related news. A list is part of its article: a change to it is a revision of the article.</summary>
public sealed partial class Newsroom
{
    /// <summary>Most lists an article may have.</summary>
    public const int MaxRelatedNewsLists = 20;

    /// <summary>Why a list can't be changed that is not there, or not for whoever asks.</summary>
    internal const string NoList = "No related-news list has this id; /api/v1/related-news lists them.";

    /// <summary>Adds a list behind those there are.</summary>
    public Task<Change> AddRelatedNewsAsync(long id, RelatedNewsDraft draft, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, async article =>
        {
            if (article.RelatedNews.Count >= MaxRelatedNewsLists)
            {
                return (null, new Change.Conflict($"An article has {MaxRelatedNewsLists} related-news lists at most."));
            }

            if (await UnknownLinksAsync(draft, cancel) is { Count: > 0 } flaws)
            {
                return (null, new Change.Refused(flaws));
            }

            var list = new RelatedNewsList { Number = article.RelatedNews.Count + 1 };
            Fill(list, draft);
            article.RelatedNews.Add(list);
            return (RevisionAction.Revised, null);
        }, cancel);

    /// <summary>Puts other entries in the place of a list's; null takes the list away.</summary>
    public Task<Change> ReviseRelatedNewsAsync(
        long id, long listId, Func<RelatedNewsInput, Task<(RelatedNewsDraft? Draft, Change? Refusal)>>? edit, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, async article =>
        {
            if (article.RelatedNews.Find(list => list.Id == listId) is not { } list)
            {
                return (null, new Change.NotFound("id", NoList));
            }

            if (edit is null)
            {
                article.RelatedNews.Remove(list);
                foreach (var (index, other) in article.RelatedNews.OrderBy(other => other.Number).Index())
                {
                    other.Number = index + 1;
                }

                return (RevisionAction.Revised, null);
            }

            var (draft, refusal) = await edit(RelatedNewsInput.Of(list));
            if (draft is null)
            {
                return (null, refusal);
            }

            if (await UnknownLinksAsync(draft, cancel) is { Count: > 0 } flaws)
            {
                return (null, new Change.Refused(flaws));
            }

            // A link to what is not public is not shown, so that whoever sends the list back does not name it.
            var linked = list.Entries.Select(entry => entry.LinkedArticleId).OfType<long>().ToList();
            var hidden = await db.Articles.IgnoreQueryFilters().Where(article => linked.Contains(article.Id) && article.Status != ArticleStatus.Published)
                .Select(article => article.Id).ToListAsync(cancel);
            Fill(list, draft, hidden);
            return (RevisionAction.Revised, null);
        }, cancel);

    private async Task<List<Flaw>> UnknownLinksAsync(RelatedNewsDraft draft, CancellationToken cancel)
    {
        var wanted = draft.Entries.Select(entry => entry.LinkedArticleId).OfType<long>().Distinct().ToList();
        var known = await db.Articles.IgnoreQueryFilters().Where(article => wanted.Contains(article.Id)).Select(article => article.Id).ToListAsync(cancel);
        return
        [
            .. draft.Entries.Index()
                .Where(entry => entry.Item.LinkedArticleId is { } id && !known.Contains(id))
                .Select(entry => new Flaw($"/entries/{entry.Index}/articleId", "must be the id of an article here")),
        ];
    }
}
