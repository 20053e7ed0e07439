using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NewsApi.ChineseText.Search;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>
/// Finds articles and sections by their text. The index gives the candidates; where its terms leave open whether words stand
/// together, the text decides. Of words that are everywhere, candidates are taken some months at a time, the newest first, so that a
/// page costs the same however large the store is.
/// </summary>
public sealed class TextSearch(NewsDbContext db, ISearchIndex index, RememberedTexts remembered)
{
    /// <summary>Up to so many candidates are looked at as a whole; of more, the newest.</summary>
    public const int MaxCandidates = 2000;

    /// <summary>So many months are asked for at once at most.</summary>
    private const int MaxMonths = 64;

    // To sort one of those found takes as long as to read 100 of all in the lists of the months, which are read until enough are
    // found and a quarter more: all × 1.25 × MaxCandidates ÷ found.
    private const double SortedSquared = 1.25 * MaxCandidates / 100;

    /// <summary>So many times what is wanted is taken at first where some of it may not pass.</summary>
    private const int ManyMore = 4;

    /// <summary>So many may be ordered by something else than their date.</summary>
    private const int MaxOrdered = 100_000;

    /// <summary>One page of the rows that have what is asked for, in an order of the list.</summary>
    /// <param name="rows">The rows: how they are filtered, found by article, and read.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="filter">What the filters of the rows mean in the index.</param>
    /// <param name="order">The order of the list.</param>
    /// <param name="isNewestFirst">Whether that order begins with the newest story.</param>
    /// <param name="page">Which page.</param>
    /// <param name="scope">The list, which the next cursor is bound to.</param>
    /// <param name="projection">What goes out of a row.</param>
    /// <param name="cancel">Ends the search.</param>
    internal async Task<Page<TOut>> PageAsync<TRow, TOut>(
        SearchedRows<TRow> rows, SearchQuery query, IndexFilter filter, ListOrder<TRow> order, bool isNewestFirst, PageRequest page, string scope,
        Expression<Func<TRow, TOut>> projection, CancellationToken cancel)
        where TRow : class
    {
        if (query.IsEmpty)
        {
            return new Page<TOut> { Items = [], NextCursor = null, Total = page.Total ? 0 : null, TotalIsExact = page.Total ? true : null };
        }

        var wanted = Compile(query, filter, rows.AreParts);
        var needsLook = rows.AreParts || !IsDecidedByIndex(query);
        var found = new List<Keyed<long>>();
        await foreach (var candidates in CandidatesAsync(wanted, isNewestFirst, rows.AreParts, page.Cursor, (needsLook || !filter.IsWhole ? ManyMore : 1) * (page.Limit + 1), cancel))
        {
            await FillAsync(found, candidates, page.Limit + 1);
            if (found.Count > page.Limit)
            {
                break;
            }
        }

        var shown = found.Take(page.Limit).Select(row => row.Item).ToList();
        var items = shown.Count == 0 ? [] : await order.BehindOrNull(rows.WithIds(shown), null)!.AsNoTracking().AsSplitQuery().Select(projection).ToListAsync(cancel);
        var (total, isExact) = page.Total ? await CountAsync(rows, query, wanted, needsLook, cancel) : (null, null);
        return new Page<TOut>
        {
            Items = items,
            NextCursor = found.Count > page.Limit ? Cursor.Write([.. found[page.Limit - 1].Keys.Select(ListOrder<TRow>.Write)], scope) : null,
            Total = total,
            TotalIsExact = isExact,
        };

        async Task FillAsync(List<Keyed<long>> into, IReadOnlyList<long> candidates, int enough)
        {
            for (var behind = page.Cursor; ;)
            {
                var ordered = order.BehindOrNull(rows.OfArticles(candidates), behind) ?? throw new BadHttpRequestException("The cursor is not one of this list.");
                var some = await ordered.Take(enough).AsNoTracking().Select(order.WithKeys(rows.Id)).ToListAsync(cancel);
                var passed = needsLook ? await PassingAsync(rows, query, [.. some.Select(row => row.Item)], cancel) : null;
                into.AddRange(some.Where(row => passed?.Contains(row.Item) != false));
                if (some.Count < enough || into.Count >= enough)
                {
                    return;
                }

                behind = Cursor.At([.. some[^1].Keys.Select(ListOrder<TRow>.Write)]);
            }
        }
    }

    /// <summary>One page of the articles that have what is asked for, the best first.</summary>
    /// <param name="rows">The articles.</param>
    /// <param name="ranking">Their order, from <see cref="RankAsync"/>.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="filter">What the filters of the rows mean in the index.</param>
    /// <param name="page">Which page.</param>
    /// <param name="scope">The list, which the next cursor is bound to.</param>
    /// <param name="projection">What goes out of an article.</param>
    /// <param name="id">The number of an article in what goes out.</param>
    /// <param name="cancel">Ends the search.</param>
    internal async Task<Page<TOut>> BestAsync<TOut>(
        SearchedRows<Article> rows, Ranking ranking, SearchQuery query, IndexFilter filter, PageRequest page, string scope,
        Expression<Func<Article, TOut>> projection, Func<TOut, long> id, CancellationToken cancel)
    {
        var left = ranking.Behind(page.Cursor) ?? throw new BadHttpRequestException("The cursor is not one of this list.");
        var isDecided = IsDecidedByIndex(query);
        var found = new List<RankedArticle>();
        foreach (var some in left.Chunk(page.Limit + 1))
        {
            var unsure = some.Where(one => !one.IsChecked && !isDecided).Select(one => one.Id).ToList();
            var passed = unsure.Count == 0 ? [] : await PassingAsync(rows, query, unsure, cancel);
            found.AddRange(some.Where(one => !unsure.Contains(one.Id) || passed.Contains(one.Id)));
            if (found.Count > page.Limit)
            {
                break;
            }
        }

        var shown = found.Take(page.Limit).Select(one => one.Id).ToList();
        var items = (await rows.WithIds(shown).AsNoTracking().Select(projection).ToListAsync(cancel)).ToDictionary(id);
        var (total, isExact) = !page.Total ? (null, null)
            : ranking.IsComplete && (isDecided || ranking.Articles.All(one => one.IsChecked)) ? (ranking.Articles.Count, true)
            : await CountAsync(rows, query, Compile(query, filter), !isDecided, cancel);
        return new Page<TOut>
        {
            Items = [.. shown.Where(items.ContainsKey).Select(one => items[one])],
            NextCursor = found.Count > page.Limit ? Cursor.Write(found[page.Limit - 1].Keys, scope) : null,
            Total = total,
            TotalIsExact = isExact,
        };
    }

    /// <summary>The articles that have what is asked for, the best first: of the newest <see cref="MaxCandidates"/> if there are more.</summary>
    /// <param name="rows">The articles.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="filter">What the filters of the rows mean in the index.</param>
    /// <param name="cancel">Ends the search.</param>
    internal async Task<Ranking> RankAsync(SearchedRows<Article> rows, SearchQuery query, IndexFilter filter, CancellationToken cancel)
    {
        if (query.IsEmpty)
        {
            return new Ranking([], IsComplete: true, []);
        }

        var wanted = Compile(query, filter);
        var isComplete = !await index.HasMoreAsync(wanted, MaxCandidates, cancel);
        List<SearchEntry> candidates = [];
        if (isComplete)
        {
            candidates.AddRange(await PassingAsync(await index.FindAsync(wanted, MaxCandidates, cancel)));
        }
        else
        {
            var goal = new Goal(MaxCandidates);
            var areSorted = filter.IsWhole && !await index.HasMoreAsync(wanted, (int)Math.Sqrt(SortedSquared * await db.MostArticlesAsync(cancel)), cancel);
            await foreach (var span in areSorted ? AtOnce(wanted) : MonthsAsync(wanted, null, goal, cancel))
            {
                candidates.AddRange(await NewestAsync(span, MaxCandidates - candidates.Count));
                goal.Found = candidates.Count;
                if (candidates.Count >= MaxCandidates)
                {
                    break;
                }
            }

            candidates = [.. candidates.OrderByDescending(one => one.PublishedAt).ThenByDescending(one => one.ArticleId).Take(MaxCandidates)];
        }

        var ranked = Ordered(await ScoredAsync());

        // A look at the text of the best: whether the words stand together, and how close.
        var best = ranked.Take(Relevance.MaxLooked).ToList();
        var texts = await remembered.OfAsync([.. best.Select(one => one.Entry)], rows.TextsAsync, cancel);
        var looked = best.Where(one => texts.ContainsKey(one.Id)).Select(one => (One: one, Text: texts[one.Id])).Where(one => one.Text.Has(query)).ToList();
        return new Ranking(
            [.. Ordered(looked.Select(one => one.One with { Score = one.One.Score + Relevance.OfText(one.Text, query), IsChecked = true })), .. ranked.Skip(Relevance.MaxLooked)],
            isComplete,
            looked.ToDictionary(one => one.One.Id, one => one.Text));

        async Task<IEnumerable<SearchEntry>> NewestAsync(IndexQuery span, int count) =>
            filter.IsWhole && await index.FindNewestAsync(span, count, null, cancel) is var newest && AreOfThisFormat(newest)
                ? newest
                : await PassingAsync(await index.FindAsync(span, MaxOrdered, cancel));

        // What the index does not decide, and what an older program put there, the articles themselves do.
        async Task<IEnumerable<SearchEntry>> PassingAsync(IReadOnlyList<SearchEntry> entries)
        {
            if (filter.IsWhole && AreOfThisFormat(entries))
            {
                return entries;
            }

            var passed = (await rows.OfArticles([.. entries.Select(entry => entry.ArticleId)]).Select(rows.Id).ToListAsync(cancel)).ToHashSet();
            return entries.Where(entry => passed.Contains(entry.ArticleId));
        }

        async Task<IEnumerable<RankedArticle>> ScoredAsync()
        {
            var scores = candidates.ToDictionary(one => one.ArticleId, one => Relevance.OfAge(one.PublishedAt));
            var asked = query.Clauses.Where(clause => !clause.IsExcluded).SelectMany(clause => SearchTerms.Parts.Select(part => (clause, part.Mark, part.Weight))).ToList();
            if (candidates.Count > 0 && asked.Count > 0)
            {
                // Without what else is wanted: a list is read to its end, and the longest are those of the filters and the months.
                var queries = asked.Select(one => SearchTerms.Of(one.clause, one.Mark)).ToList();
                foreach (var (number, id) in await index.MatchEachAsync(queries, [.. candidates.Select(one => one.ArticleId)], areMore: !isComplete, cancel))
                {
                    if (scores.TryGetValue(id, out var score))
                    {
                        scores[id] = score + asked[number].Weight;
                    }
                }
            }

            return candidates.Select(one => new RankedArticle(one, scores[one.ArticleId]));
        }

        static bool AreOfThisFormat(IReadOnlyList<SearchEntry> entries) => entries.All(entry => entry.Format == SearchTerms.Format);

        static List<RankedArticle> Ordered(IEnumerable<RankedArticle> articles) => [.. articles.OrderByDescending(one => one.Points).ThenByDescending(one => one.Id)];
    }

    /// <summary>Of some rows, those whose text has what is asked for.</summary>
    internal static async Task<HashSet<long>> PassingAsync<TRow>(SearchedRows<TRow> rows, SearchQuery query, IReadOnlyList<long> ids, CancellationToken cancel)
        where TRow : class =>
        [.. (await rows.TextsAsync(ids, cancel)).Where(row => new RowText(row.Value).Has(query)).Select(row => row.Key)];

    /// <summary>Whether the terms of the index say all there is to say of a query.</summary>
    internal static bool IsDecidedByIndex(SearchQuery query) => query.Clauses.All(clause => clause.Alternatives.All(phrase => phrase.IsExact));

    private static IndexQuery Compile(SearchQuery query, IndexFilter filter, bool areParts = false)
    {
        List<IndexQuery> all = [.. filter.Wanted, .. query.Clauses.Where(clause => !clause.IsExcluded).Select(clause => SearchTerms.Of(clause))];
        var wanted = all.Count == 0 ? SearchTerms.Anything : new IndexQuery.All(all);

        // Terms that are there without standing together exclude nothing, nor do those of another part of the article.
        List<IndexQuery> unwanted =
        [
            .. query.Clauses.Where(clause => clause.IsExcluded && !areParts && clause.Alternatives.All(phrase => phrase.IsExact)).Select(clause => SearchTerms.Of(clause)),
            .. filter.IsPublic ? [SearchTerms.Hidden] : Array.Empty<IndexQuery>(),
        ];
        return unwanted.Aggregate(wanted, (left, right) => new IndexQuery.Except(left, right));
    }

    /// <summary>Articles that may be in a list, some at a time. Where the list begins with the newest story, so do they.</summary>
    private async IAsyncEnumerable<IReadOnlyList<long>> CandidatesAsync(IndexQuery wanted, bool isNewestFirst, bool areParts, Cursor? behind, int first, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!isNewestFirst)
        {
            yield return await index.MatchAsync(wanted, MaxOrdered, cancel);
            yield break;
        }

        // The first keys of every list that begins with the newest story are its date and its number. A page may end within an article.
        DateTimeOffset? from = behind is { Keys: [var key, ..] } && long.TryParse(key, out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        (DateTimeOffset At, long Id)? last = from is { } date && behind is { Keys: [_, var number, ..] } && long.TryParse(number, out var id) && id < long.MaxValue ? (date, areParts ? id + 1 : id) : null;
        var goal = new Goal(first);
        var spans = await index.HasMoreAsync(wanted, MaxCandidates, cancel) ? MonthsAsync(wanted, from, goal, cancel) : AtOnce(wanted);
        await foreach (var span in spans)
        {
            for (var count = first; ; count *= 2)
            {
                var newest = await index.FindNewestAsync(span, count, last, cancel);
                goal.Found += newest.Count;
                yield return [.. newest.Select(entry => entry.ArticleId)];
                if (newest.Count < count)
                {
                    break;
                }

                last = (newest[^1].PublishedAt, newest[^1].ArticleId);
            }
        }
    }

    /// <summary>What is wanted of all months together.</summary>
    private static IAsyncEnumerable<IndexQuery> AtOnce(IndexQuery wanted) => new[] { wanted }.ToAsyncEnumerable();

    /// <summary>What is wanted of one month, and then of as many before it as seem to hold the rest: a frequent word fills a page from the first, a rarer one takes few steps.</summary>
    private async IAsyncEnumerable<IndexQuery> MonthsAsync(IndexQuery wanted, DateTimeOffset? from, Goal goal, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (newest, length, passed) = (from ?? await NewestAsync(DateTimeOffset.MaxValue), 1, 0);
        while (newest is { } at)
        {
            var last = SearchTerms.MonthOf(at);
            var first = Math.Max(SearchTerms.FirstMonth, last - length + 1);
            yield return new IndexQuery.All([wanted, new IndexQuery.Any([.. Enumerable.Range(first, last - first + 1).Select(SearchTerms.Month)])]);
            passed += length;

            // A quarter more than it seems. Where enough was found and not all of it passed, nobody knows.
            length = Math.Min(goal.Found == 0 || goal.Found >= goal.Wanted ? 2 * length : (passed * (goal.Wanted - goal.Found) * 5 / (goal.Found * 4)) + 1, MaxMonths);
            newest = await NewestAsync(SearchTerms.StartOf(first));
        }

        Task<DateTimeOffset?> NewestAsync(DateTimeOffset before) =>
            db.Articles.IgnoreQueryFilters().Where(article => article.PublishedAt < before).MaxAsync(article => (DateTimeOffset?)article.PublishedAt, cancel);
    }

    /// <summary>How many articles are wanted of a walk through the months, and how many it has found.</summary>
    private sealed class Goal(int wanted)
    {
        public int Wanted => wanted;

        public int Found { get; set; }
    }

    private async Task<(int? Total, bool? IsExact)> CountAsync<TRow>(SearchedRows<TRow> rows, SearchQuery query, IndexQuery wanted, bool needsLook, CancellationToken cancel)
        where TRow : class
    {
        var articles = await index.MatchAsync(wanted, QueryablePaging.MaxTotal + 1, cancel);
        if (needsLook && articles.Count <= MaxCandidates)
        {
            var ids = await rows.OfArticles(articles).Select(rows.Id).ToListAsync(cancel);
            var count = 0;
            foreach (var some in ids.Chunk(100))
            {
                count += (await PassingAsync(rows, query, some, cancel)).Count;
            }

            return (Math.Min(count, QueryablePaging.MaxTotal), count <= QueryablePaging.MaxTotal);
        }

        var total = await rows.OfArticles(articles).Take(QueryablePaging.MaxTotal + 1).CountAsync(cancel);
        return (Math.Min(total, QueryablePaging.MaxTotal), !needsLook && articles.Count <= QueryablePaging.MaxTotal && total <= QueryablePaging.MaxTotal);
    }
}

/// <summary>Articles in the order of a search.</summary>
/// <param name="Articles">The articles, the best first.</param>
/// <param name="IsComplete">Whether they are all there are; false where they are the newest of more.</param>
/// <param name="Texts">The texts of those that were looked at.</param>
internal sealed record Ranking(IReadOnlyList<RankedArticle> Articles, bool IsComplete, Dictionary<long, RowText> Texts)
{
    /// <summary>Those behind a cursor; null when it is not one of a ranking.</summary>
    public IEnumerable<RankedArticle>? Behind(Cursor? cursor)
    {
        if (cursor is null or { Keys.Count: 0 })
        {
            return Articles;
        }

        return cursor.Keys is [var score, var id] && long.TryParse(score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var lastScore)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var lastId)
            ? Articles.Where(one => one.Points < lastScore || (one.Points == lastScore && one.Id < lastId))
            : null;
    }
}

/// <summary>An article in the order of a search.</summary>
/// <param name="Entry">What the index keeps of it.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="IsChecked">Whether its text was looked at.</param>
internal sealed record RankedArticle(SearchEntry Entry, double Score, bool IsChecked = false)
{
    /// <summary>The article.</summary>
    public long Id => Entry.ArticleId;

    /// <summary>The score as a whole number, by which articles are ordered and cursors told apart.</summary>
    public long Points => (long)Math.Round(Score * 1_000_000);

    /// <summary>Its keys in a cursor.</summary>
    public string[] Keys => [Points.ToString(CultureInfo.InvariantCulture), Id.ToString(CultureInfo.InvariantCulture)];
}

/// <summary>What the filters of a list mean in the index.</summary>
/// <param name="Wanted">What an article must have.</param>
/// <param name="IsPublic">Whether everybody must be allowed to see it.</param>
/// <param name="IsWhole">Whether that is all the filters ask for, so that what the index finds need not be looked for among the rows.</param>
internal sealed record IndexFilter(IReadOnlyList<IndexQuery> Wanted, bool IsPublic, bool IsWhole = false);
