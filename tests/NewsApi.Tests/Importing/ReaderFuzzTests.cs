using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Editorial;
using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>The documents, damaged at random in ways that repeat, and documents made to be slow: each is read or refused, and what is read can be stored.</summary>
public sealed partial class ReaderFuzzTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const int Mutations = 25;

    // Several times what it takes, for machines that do other things as well.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Pieces =
    [
        "<div>", "</div>", "<p", "<![CDATA[", "]]>", "&", "&lt;script&gt;", "<!--", "<ul><li>", "{", "[", "\"", "「",
        "一、", "；\n", "相關新聞：\n", "2025年02月30日 ", "\0", "\uFFFD", "\u200B", "\r\n", "<table><tr><td>", "视频：", "——",
    ];

    public static TheoryData<string> Names { get; } = [.. TestDocuments.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task A_damaged_document_is_read_or_refused(string name)
    {
        using var scope = app.Services.CreateScope();
        var importer = scope.ServiceProvider.GetRequiredService<Importer>();
        var articles = scope.ServiceProvider.GetRequiredService<IValidator<ArticleInput>>();
        var lists = scope.ServiceProvider.GetRequiredService<IValidator<RelatedNewsInput>>();
        var document = TestDocuments.Read(name).Document;
        var random = new Random(name.Sum(character => character));
        for (var round = 0; round < Mutations; round++)
        {
            var bytes = document.Bytes;
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                bytes = Damaged(bytes, random);
            }

            IReadOnlyList<ReadStory> stories;
            try
            {
                stories = importer.Read(document with { Bytes = bytes }).Stories;
            }
            catch (UnreadableDocumentException refusal)
            {
                Assert.NotEmpty(refusal.Message);
                continue;
            }

            foreach (var draft in stories.Select(story => story.Draft))
            {
                var errors = (await articles.ValidateAsync(ArticleInput.Of(draft), TestContext.Current.CancellationToken)).Errors;
                foreach (var list in draft.RelatedNews)
                {
                    errors.AddRange((await lists.ValidateAsync(RelatedNewsInput.Of(list), TestContext.Current.CancellationToken)).Errors);
                }

                Assert.True(errors.Count == 0, $"round {round}: {string.Join('\n', errors)}");
                Assert.NotEmpty(draft.Sections);
            }
        }
    }

    /// <summary>Markup of a page or of a story in a feed, cut, doubled and nested, is never shown to readers as text.</summary>
    [Theory]
    [InlineData("text/html")]
    [InlineData("application/rss+xml")]
    [InlineData("application/feed+json")]
    [InlineData("application/vnd.iptc.ninjs+json")]
    public void Markup_never_survives(string mediaType)
    {
        var importer = app.Services.GetRequiredService<Importer>();
        var random = new Random(7);
        string[] tags =
        [
            "<p>", "</p>", "<div class='a'>", "</div>", "<b>", "</b>", "<ul>", "<li>", "</ul>",
            "<script>alert(1)</script>", "<style>p{}</style>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "</a>", "<!-- 註 -->",
            "<table>", "<tr>", "<td>", "<svg onload=x>", "<blockquote>", "<h2>", "</h2>", "<br/>",
        ];
        for (var round = 0; round < 200; round++)
        {
            var html = new StringBuilder("<p>開頭的一句話。</p>");
            for (var count = random.Next(1, 40); count > 0; count--)
            {
                html.Append(tags[random.Next(tags.Length)]).Append(random.Next(3) == 0 ? "" : "中間的字，");
            }

            var json = System.Text.Json.JsonSerializer.Serialize(html.ToString());
            var text = mediaType switch
            {
                "text/html" => $"<html><body><h1>標題</h1>{html}</body></html>",
                "application/rss+xml" => $"<rss><channel><title>t</title><item><title>標題</title><description><![CDATA[{html}]]></description></item></channel></rss>",
                "application/feed+json" => $$"""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"標題","content_html":{{json}}}]}""",
                _ => $$"""{"uri":"urn:1","headline":"標題","body_html":{{json}}}""",
            };
            var draft = Assert.Single(importer.Read(new ImportedDocument("x", mediaType, Encoding.UTF8.GetBytes(text), null)).Stories).Draft;

            Assert.All(
                draft.Sections.SelectMany(section => section.Blocks.SelectMany(block => block.Texts()).Append(section.Heading ?? "")).Append(draft.Summary ?? ""),
                words => Assert.False(Markup().IsMatch(words), $"{round}: {words}"));
        }
    }

    public static TheoryData<string, string> Slow { get; } = new()
    {
        { "text/plain", "很長的一行文字，" }, { "text/plain", "\n" }, { "text/plain", "1" }, { "text/plain", "「" }, { "text/plain", "「」" }, { "text/plain", "<" }, { "text/plain", "&" },
        { "text/plain", "甲；\n" }, { "text/plain", "1. 甲\n" }, { "text/plain", "2025年6月2日 10:00\n" }, { "text/plain", "2025-06-02 " }, { "text/plain", "短行甲\n" }, { "text/plain", "x \t" }, { "text/plain", "字字字字字字字字字字字字字字字字字字字字\n" },
        { "text/html", "<" }, { "text/html", "&" }, { "text/html", "字。" }, { "text/html", "<p>字。" }, { "text/html", "1" }, { "application/rss+xml", "<" }, { "application/rss+xml", "&" }, { "application/feed+json", "[" },
    };

    [Theory, MemberData(nameof(Slow))]
    public void What_is_made_to_be_slow_is_not(string mediaType, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        var document = mediaType switch
        {
            "text/html" => $"<html><body><h1>標題</h1><p>{text}",
            "application/rss+xml" => $"<rss><channel><item><title>標題</title><description>{text}",
            _ => text,
        };
        var watch = Stopwatch.StartNew();
        try
        {
            app.Services.GetRequiredService<Importer>().Read(new ImportedDocument("x", mediaType, Encoding.UTF8.GetBytes(document), null));
        }
        catch (UnreadableDocumentException)
        {
            // That there is nothing to read is an answer too.
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (bytes.Length < 8)
        {
            return bytes;
        }

        var (start, length) = (random.Next(bytes.Length - 4), random.Next(1, Math.Max(2, bytes.Length / 4)));
        var end = Math.Min(bytes.Length, start + length);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..Math.Max(4, start)];
            case 1:
                return [.. bytes[..end], .. bytes[start..]];
            case 2:
                var flipped = (byte[])bytes.Clone();
                for (var count = random.Next(1, 20); count > 0; count--)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
            case 3:
                return [.. bytes[end..], .. bytes[..end]];
            case 4:
                return [.. bytes[..start], .. bytes[end..]];
            default:
                var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(3) == 0 ? 400 : random.Next(1, 4))));
                return [.. bytes[..start], .. piece, .. bytes[start..]];
        }
    }

    [GeneratedRegex(@"</?(p|div|b|ul|li|script|style|img|a|table|tr|td|svg|blockquote|h2|br)\b[^<>]*>|alert\(|<!--", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
