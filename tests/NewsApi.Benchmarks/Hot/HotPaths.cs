using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NewsApi.Articles;
using NewsApi.ChineseText;
using NewsApi.ChineseText.Search;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Sections;

namespace NewsApi.Benchmarks.Hot;

/// <summary>What most requests run through, each by itself. BenchmarkDotNet asks for a class it can see and derive from.</summary>
public class HotPaths
{
    private const string List = "/api/v1/articles?kind=talks&sort=-publishedAt";
    private readonly string[] _keys = ["638844192000000000", "48213"];

    private readonly string _damaged = Page("source.txt");
    private readonly string _clean = Page("news-hant.txt");
    private readonly string _cursor;
    private readonly ArticleResponse _article;
    private readonly Page<ArticleSummary> _list;
    private readonly FinishedAnswer _answer;
    private readonly DefaultHttpContext _client = new();

    /// <summary>An article, a list, and a client that has the list already.</summary>
    public HotPaths()
    {
        _cursor = WriteCursor();
        var summary = new ArticleSummary
        {
            Id = 48213,
            Slug = "烏俄談判停火",
            Headline = _clean[..24],
            Summary = _clean[24..100],
            Language = "zh-Hant",
            Converted = false,
            Status = ArticleStatus.Published,
            PublishedAt = DateTimeOffset.UnixEpoch,
            PublishedPrecision = DatePrecision.Second,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            Version = 3,
            Source = new SourceResponse { Name = "中央通訊社", Url = null },
            Authors = ["王小明"],
            Tags = [],
            Media = [],
            Links = ArticleLinks.Of(48213),
        };
        var paragraphs = _clean[..600].Chunk(100).Select((text, index) => new ParagraphResponse { Id = index, Text = new string(text) });
        var section = new SectionResponse { Id = 1, Number = 1, Anchor = "lead", Kind = "lead", Heading = null, Speaker = null, Language = "zh-Hant", Converted = false, Blocks = [.. paragraphs] };
        _article = new ArticleResponse(summary, [section], []);
        _list = new Page<ArticleSummary> { Items = [.. Enumerable.Repeat(summary, 20)], NextCursor = _cursor };

        using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddLogging().AddResponseCompression().BuildServiceProvider();
        _client.Response.ContentType = "application/json";
        _answer = new FinishedAnswer(_client.Response, JsonOfList(), "tag", null, new Codings(services.GetRequiredService<IResponseCompressionProvider>()));
        _client.Request.Headers.IfNoneMatch = "\"another\", W/\"tag\"";
    }

    /// <summary>One pass over the characters, which the others are measured by.</summary>
    [Benchmark(Baseline = true, Description = "read a page")]
    public int ReadText()
    {
        var sum = 0;
        foreach (var character in _clean) sum += character;
        return sum;
    }

    /// <summary>Repair of a page that needs it.</summary>
    [Benchmark(Description = "repair a damaged page")]
    public string Repair() => TextRepair.Repair(_damaged).Text;

    /// <summary>Repair of a page that needs none.</summary>
    [Benchmark(Description = "repair a clean page")]
    public string RepairClean() => TextRepair.Repair(_clean).Text;

    /// <summary>Words of a page.</summary>
    [Benchmark(Description = "cut a page into words")]
    public int CutWords() => Words.Cut(_clean).Count;

    /// <summary>What the search index keeps of a page.</summary>
    [Benchmark(Description = "terms of a page for search")]
    public int SearchTerms() => SearchText.Terms(_clean).Count();

    /// <summary>The cursor at the end of a page of a list.</summary>
    [Benchmark(Description = "write a cursor")]
    public string WriteCursor() => Cursor.Write(_keys, List);

    /// <summary>The cursor a client gives back.</summary>
    [Benchmark(Description = "read a cursor")]
    public bool ReadCursor() => Cursor.ReadOrNull(_cursor, List) is not null;

    /// <summary>An article as JSON.</summary>
    [Benchmark(Description = "an article as JSON")]
    public byte[] JsonOfArticle() => JsonSerializer.SerializeToUtf8Bytes(_article, WireJson.Options);

    /// <summary>A list as JSON.</summary>
    [Benchmark(Description = "a list of 20 as JSON")]
    public byte[] JsonOfList() => JsonSerializer.SerializeToUtf8Bytes(_list, WireJson.Options);

    /// <summary>A kept answer that the client has, found in a list of tags.</summary>
    [Benchmark(Description = "answer 304 to If-None-Match")]
    public Task AnswerNotModified() => _answer.SendAsync(_client, isHead: false, DateTimeOffset.UnixEpoch);

    private static string Page(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file)) is { Length: > 1400 } text ? text[..1400] : throw new InvalidDataException(file);
}
