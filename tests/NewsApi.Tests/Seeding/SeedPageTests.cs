using System.Text.Json;
using NewsApi.ChineseText;

namespace NewsApi.Tests.Seeding;

/// <summary>The seed page, as somebody sees it over HTTP after the first start.</summary>
public sealed class SeedPageTests(SeededApp app) : IClassFixture<SeededApp>
{
    private static readonly string Clean = ReadClean();

    [Fact]
    public async Task Is_the_one_article_of_a_new_store()
    {
        var articles = await app.AsReader().Get("/api/v1/articles?total=true");

        var article = Assert.Single(articles.GetProperty("items").EnumerateArray());
        Assert.Equal("俄烏第二輪直接談判在土耳其舉行", article.GetProperty("headline").GetString());
        Assert.Equal("zh-Hant", article.GetProperty("language").GetString());
        Assert.Equal("2025-06-02T00:00:00+08:00", article.GetProperty("publishedAt").GetString());
        Assert.Equal("day", article.GetProperty("publishedPrecision").GetString());
        Assert.Equal(1, articles.GetProperty("total").GetInt32());
        var media = Assert.Single(article.GetProperty("media").EnumerateArray());
        Assert.Equal("video", media.GetProperty("type").GetString());
        Assert.Equal("俄烏第二輪直接談判在土耳其舉行", media.GetProperty("caption").GetString());
    }

    [Fact]
    public async Task Has_its_six_sections_told_apart()
    {
        var article = await app.AsReader().Get("/api/v1/articles/俄烏第二輪直接談判在土耳其舉行");

        var sections = article.GetProperty("sections").EnumerateArray()
            .Select(section => (
                section.GetProperty("kind").GetString(),
                section.GetProperty("heading").GetString(),
                section.GetProperty("speaker").GetString(),
                string.Join(' ', section.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("type").GetString()))))
            .ToList();
        Assert.Equal(
            [
                ("lead", null, null, "paragraph paragraph paragraph paragraph"),
                ("demands", "澤連斯基：烏方三大訴求", "澤連斯基", "paragraph list paragraph"),
                ("demands", "俄方：必須解決沖突根源", "俄方", "paragraph paragraph"),
                ("attacks", "俄多地遭襲 烏稱對俄實施特種作戰行動", null, "paragraph paragraph paragraph paragraph"),
                ("talks", "俄美外長討論烏克蘭危機", null, "paragraph paragraph"),
                ("talks", "首輪會談 俄烏評價大相徑庭", null, "paragraph paragraph paragraph"),
            ],
            sections);
        var list = article.GetProperty("sections")[1].GetProperty("blocks")[1];
        Assert.Equal(
            ["要求實現全面無條件停火；", "推動雙方進行戰俘釋放行動；", "確保被綁架兒童能夠安全遣返。"],
            list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Has_its_related_news_with_times_as_printed_and_no_invented_titles()
    {
        var article = await app.AsReader().Get("/api/v1/articles/1");

        var list = Assert.Single(article.GetProperty("relatedNews").EnumerateArray());
        var entries = list.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal("國際新聞精選", list.GetProperty("title").GetString());
        Assert.Equal(10, entries.Count);
        Assert.Equal("2025-06-14T10:34:18+08:00", entries[0].GetProperty("publishedAt").GetString());
        Assert.Equal("2025年06月14日 10:34:18", entries[0].GetProperty("printedTime").GetString());
        Assert.Equal("2025-06-11T15:22:52+08:00", entries[^1].GetProperty("publishedAt").GetString());
        Assert.All(entries, entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("title").ValueKind));
    }

    [Fact]
    public async Task Shows_every_line_of_the_undamaged_page_and_nothing_else()
    {
        var article = await app.AsReader().Get("/api/v1/articles/1");

        var shown = Lines(article).ToList();
        var expected = Clean.Split('\n').Where(line => line.Length > 0).Select(line => line.TrimEnd('：') is var bare && bare.EndsWith("精選", StringComparison.Ordinal) ? bare : line);
        Assert.Equal(expected, shown);

        // The page again, from the parts of the article; the label of the video and the bullets are its only typography.
        static IEnumerable<string> Lines(JsonElement article)
        {
            yield return article.GetProperty("headline").GetString()!;
            yield return "現場視頻丨" + article.GetProperty("media")[0].GetProperty("caption").GetString();
            foreach (var section in article.GetProperty("sections").EnumerateArray())
            {
                if (section.GetProperty("heading").GetString() is { } heading)
                {
                    yield return heading;
                }

                foreach (var block in section.GetProperty("blocks").EnumerateArray())
                {
                    if (block.TryGetProperty("text", out var text))
                    {
                        yield return text.GetString()!;
                    }
                    else
                    {
                        foreach (var item in block.GetProperty("items").EnumerateArray())
                        {
                            yield return item.GetProperty("text").GetString()!;
                        }
                    }
                }
            }

            foreach (var list in article.GetProperty("relatedNews").EnumerateArray())
            {
                yield return list.GetProperty("title").GetString()!;
                foreach (var entry in list.GetProperty("entries").EnumerateArray())
                {
                    yield return "- " + entry.GetProperty("printedTime").GetString();
                }
            }
        }
    }

    [Fact]
    public async Task Keeps_the_damaged_original_and_how_it_was_repaired()
    {
        var answer = await app.AsReader().Ask("/api/v1/articles/1/provenance?script=hans");
        var provenance = answer.Json;
        Assert.Equal("zh-Hant", answer.Header("Content-Language"));
        Assert.Equal("zh-Hant", provenance.GetProperty("language").GetString());

        var original = provenance.GetProperty("original").GetString()!;
        Assert.Contains("?;鹛嶙h", original, StringComparison.Ordinal);
        Assert.Equal("source.txt", provenance.GetProperty("document").GetString());
        Assert.Equal("utf-8", provenance.GetProperty("charset").GetProperty("name").GetString());
        var steps = provenance.GetProperty("repairs").EnumerateArray()
            .Select(step => new RepairStep(
                step.GetProperty("kind").GetString()!,
                step.GetProperty("line").GetInt32(),
                step.GetProperty("start").GetInt32(),
                step.GetProperty("before").GetString()!,
                step.GetProperty("after").GetString()!,
                Enum.Parse<RepairConfidence>(step.GetProperty("confidence").GetString()!, ignoreCase: true),
                step.GetProperty("reason").GetString()!))
            .ToList();
        Assert.NotEmpty(steps);
        Assert.Equal(Clean, RepairResult.Replay(original, steps));
    }

    [Fact]
    public async Task Says_that_the_year_was_taken_from_the_related_news()
    {
        var answer = await app.AsReader().Ask("/api/v1/articles/1/provenance?script=hans");
        var provenance = answer.Json;
        Assert.Equal("zh-Hant", answer.Header("Content-Language"));
        Assert.Equal("zh-Hant", provenance.GetProperty("language").GetString());

        var guess = Assert.Single(provenance.GetProperty("guesses").EnumerateArray(), guess => guess.GetProperty("what").GetString() == "publishedAt");
        Assert.Equal("2025-06-02", guess.GetProperty("value").GetString());
        Assert.Contains("6月2日", guess.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("related news", guess.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_tagged_with_the_countries_it_names_and_the_person_who_speaks()
    {
        var tags = await app.AsReader().GetAll("/api/v1/tags");

        Assert.Equal(
            ["俄羅斯 place 1", "土耳其 place 1", "澤連斯基 person 1", "烏克蘭 place 1"],
            tags.Select(tag => $"{tag.GetProperty("slug")} {tag.GetProperty("type")} {tag.GetProperty("articleCount")}"));
    }

    [Fact]
    public async Task Is_written_with_Han_characters_as_themselves()
    {
        var answer = await app.AsReader().Ask("/api/v1/articles/1");

        Assert.Contains("俄烏第二輪", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", answer.Body, StringComparison.Ordinal);
    }

    private static string ReadClean()
    {
        using var resource = typeof(SeedPageTests).Assembly.GetManifestResourceStream(typeof(SeedPageTests), "clean.txt")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
