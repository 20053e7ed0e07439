using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsApi.Tests.Search;

/// <summary>Search finds what a fair reader would say it must, and nothing else. The judgements are in relevance.json.</summary>
public sealed class RelevanceTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Finds_all_that_is_relevant_and_nothing_else_in_the_right_order()
    {
        using var app = new NewsApiApp();
        var corpus = Read();
        await Write(app, corpus.Articles);
        var reader = app.AsReader();
        var (hits, found, relevant) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var query in corpus.Queries)
        {
            var keys = await Find(reader, query.Q);
            hits += keys.Intersect(query.Relevant).Count();
            found += keys.Count;
            relevant += query.Relevant.Count;
            if (query.Relevant.Except(keys).ToList() is { Count: > 0 } missing) wrong.Add($"{query.Q} misses {string.Join(", ", missing)}");
            if (keys.Except(query.Relevant).ToList() is { Count: > 0 } extra) wrong.Add($"{query.Q} must not find {string.Join(", ", extra)}");
            if (query.First is { } first && !keys.Take(first.Count).SequenceEqual(first))
            {
                wrong.Add($"{query.Q} begins with {string.Join(", ", keys.Take(first.Count))}, not {string.Join(", ", first)}");
            }
        }

        output.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{corpus.Articles.Count} articles, {corpus.Queries.Count} queries: precision {(double)hits / found:F4}, recall {(double)hits / relevant:F4}"));
        wrong.ForEach(output.WriteLine);
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_corpus_is_whole()
    {
        var corpus = Read();
        var keys = corpus.Articles.Select(article => (string)article["key"]!).ToHashSet(StringComparer.Ordinal);

        Assert.True(corpus.Articles.Count >= 200);
        Assert.True(corpus.Queries.Count >= 100);
        Assert.Equal(corpus.Articles.Count, keys.Count);
        Assert.Equal(corpus.Queries.Count, corpus.Queries.Select(query => query.Q).Distinct(StringComparer.Ordinal).Count());
        Assert.All(corpus.Queries, query =>
        {
            Assert.Subset(keys, query.Relevant.ToHashSet());
            Assert.Subset(query.Relevant.ToHashSet(), (query.First ?? []).ToHashSet());
        });
    }

    private static async Task Write(NewsApiApp app, IReadOnlyList<JsonObject> articles)
    {
        foreach (var article in articles)
        {
            article["slug"] = (string)article["key"]!;
            article["status"] = "published";
            article.Remove("key");
        }

        var answer = await app.AsKey("articles:write", "articles:publish").Send("POST", "/api/v1/articles/batch", new { items = articles });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.All(answer.Json.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("status").GetInt32() == 201, item.ToString()));
    }

    private static async Task<List<string>> Find(Reader reader, string query)
    {
        var answer = await reader.Ask($"/api/v1/search?limit=100&q={Uri.EscapeDataString(query)}");
        Assert.True(answer.Status == HttpStatusCode.OK, $"{query}: {answer.Body}");
        return [.. answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!)];
    }

    private static Corpus Read()
    {
        using var stream = typeof(RelevanceTests).Assembly.GetManifestResourceStream(typeof(RelevanceTests), "relevance.json")!;
        return JsonSerializer.Deserialize<Corpus>(stream, Json)!;
    }

    /// <summary>What relevance.json holds.</summary>
    private sealed record Corpus(IReadOnlyList<JsonObject> Articles, IReadOnlyList<Query> Queries);

    /// <summary>A query and what it must find.</summary>
    private sealed record Query(string Q, IReadOnlyList<string> Relevant, IReadOnlyList<string>? First = null);
}
