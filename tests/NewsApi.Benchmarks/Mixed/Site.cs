using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.Benchmarks.Writes;

namespace NewsApi.Benchmarks.Mixed;

/// <summary>
/// A site with a desk for each client, who alone writes the stories of that desk and tags them with its name; everybody reads all of
/// them. One rule for all that is read: nothing is older than what somebody had seen before the request began.
/// </summary>
internal sealed class Site : IDisposable
{
    private const int MostStories = 4;

    private readonly Sample _sample = new();
    private readonly IReadOnlyList<HttpClient> _writers;
    private readonly IReadOnlyList<HttpClient> _readers;
    private readonly Story[][] _desks;
    private int _stale;

    /// <summary>The site on some nodes.</summary>
    /// <param name="nodes">Clients with a key, one for each node.</param>
    /// <param name="desks">How many desks.</param>
    public Site(IReadOnlyList<HttpClient> nodes, int desks)
    {
        _writers = nodes;
        _readers = [.. nodes.Select(node => new HttpClient { BaseAddress = node.BaseAddress })];
        _desks = [.. Enumerable.Range(0, desks).Select(_ => Array.Empty<Story>())];
    }

    /// <summary>What reads came to.</summary>
    public Load Reads { get; } = new();

    /// <summary>What writes came to.</summary>
    public Load Writes { get; } = new();

    /// <summary>Answers that were older than they may be.</summary>
    public int Stale => _stale;

    /// <summary>Reads something, mostly single articles.</summary>
    public Task ReadAsync()
    {
        var desk = Random.Shared.Next(_desks.Length);
        var stories = Volatile.Read(ref _desks[desk]);
        return Random.Shared.Next(100) switch
        {
            < 63 when stories.Length > 0 => ReadAsync(stories[Random.Shared.Next(stories.Length)], isConditional: Random.Shared.Next(2) == 0),
            < 88 => ReadAsync(desk),
            < 98 => AskForAsync("/api/v1/articles?limit=20"),
            _ => AskForAsync($"/api/v1/search?limit=20&q={Uri.EscapeDataString("停火")}"),
        };
    }

    /// <summary>Writes something at a desk, and looks for it in the article and in the list.</summary>
    public async Task WriteAsync(int desk)
    {
        var stories = _desks[desk];
        var chosen = Random.Shared.Next(stories.Length + 1);
        var written = chosen < stories.Length ? await ChangeAsync(stories[chosen])
            : stories.Length < MostStories ? await CreateAsync(desk)
            : await RemoveAsync(stories[0]);
        if (written is not null)
        {
            await ReadAsync(written, isConditional: false);
            await ReadAsync(desk);
            Volatile.Write(ref _desks[desk], [.. _desks[desk].Where(story => story.Seen != Story.Removed)]);
        }
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    private static string Name(int desk) => $"欄目{desk}";

    private async Task<Story?> CreateAsync(int desk)
    {
        var article = JsonNode.Parse(_sample.Next())!.AsObject();
        article.Remove("publishedAt");
        article["tags"] = new JsonArray(Name(desk));
        using var answer = await WriteAsync(HttpMethod.Post, "/api/v1/articles", JsonContent.Create(article));
        if (answer is null)
        {
            return null;
        }

        var story = new Story((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64(), answer.Headers.ETag!);
        Volatile.Write(ref _desks[desk], [.. _desks[desk], story]);
        return story;
    }

    private async Task<Story?> ChangeAsync(Story story)
    {
        using var answer = await WriteAsync(HttpMethod.Patch, story.Address, new StringContent($"{{\"summary\":\"更正{story.Seen}。\"}}", Encoding.UTF8, "application/merge-patch+json"), story.Tag);
        if (answer is null)
        {
            return null;
        }

        story.Changed(answer.Headers.ETag!);
        return story;
    }

    private async Task<Story?> RemoveAsync(Story story)
    {
        story.MayBeMissing = true;
        using var answer = await WriteAsync(HttpMethod.Delete, story.Address, content: null, story.Tag);
        if (answer is null)
        {
            return null;
        }

        story.Saw(Story.Removed);
        return story;
    }

    private async Task ReadAsync(Story story, bool isConditional)
    {
        var atLeast = story.Seen;
        using var answer = await AskAsync(story.Address, isConditional ? story.Tag : null);
        if (answer is not null)
        {
            Check(story, atLeast, answer.StatusCode == HttpStatusCode.Gone ? Story.Removed : Story.VersionOf(answer.Headers.ETag!));
        }
    }

    private async Task ReadAsync(int desk)
    {
        var known = Volatile.Read(ref _desks[desk]).Select(story => (story, story.Seen)).ToList();
        using var answer = await AskAsync($"/api/v1/articles?limit={2 * MostStories}&tag={Uri.EscapeDataString(Name(desk))}");
        if (answer is not null)
        {
            var shown = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetInt64(), item => item.GetProperty("version").GetInt32());
            foreach (var (story, atLeast) in known)
            {
                Check(story, atLeast, shown.GetValueOrDefault(story.Id, Story.Removed));
            }
        }
    }

    private void Check(Story story, int atLeast, int version)
    {
        if (version < atLeast || (version == Story.Removed && !story.MayBeMissing))
        {
            Interlocked.Increment(ref _stale);
            Console.Error.WriteLine($"{story.Address}: saw {version}, not {atLeast}");
        }

        story.Saw(version);
    }

    private async Task AskForAsync(string target) => (await AskAsync(target))?.Dispose();

    private Task<HttpResponseMessage?> AskAsync(string target, EntityTagHeaderValue? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        return SendAsync(_readers, request, Reads, HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.Gone);
    }

    private Task<HttpResponseMessage?> WriteAsync(HttpMethod method, string target, HttpContent? content, EntityTagHeaderValue? tag = null)
    {
        var request = new HttpRequestMessage(method, target) { Content = content };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(tag);
        }

        return SendAsync(_writers, request, Writes, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.NoContent);
    }

    /// <summary>Sends a request to any of the nodes.</summary>
    /// <returns>The answer; null when it is none of those that are right.</returns>
    private static async Task<HttpResponseMessage?> SendAsync(IReadOnlyList<HttpClient> nodes, HttpRequestMessage request, Load load, params HttpStatusCode[] right)
    {
        using (request)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var answer = await nodes[Random.Shared.Next(nodes.Count)].SendAsync(request);
                if (right.Contains(answer.StatusCode))
                {
                    load.Answered(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    return answer;
                }

                load.Failed($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode}");
                answer.Dispose();
            }
            catch (HttpRequestException exception)
            {
                load.Failed($"{request.Method} {request.RequestUri}: {exception.Message}");
            }

            return null;
        }
    }
}
