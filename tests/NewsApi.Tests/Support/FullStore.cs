using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Support;

/// <summary>A store in which no table and no column of text is empty, for tests of all of them.</summary>
internal static class FullStore
{
    private static readonly string[] Alias = ["alias"];

    private static readonly string[] Authors = ["作者甲", "作者乙"];

    /// <summary>An article with something in every column of text.</summary>
    public static async Task GivenAnArticleWithEverything(this NewsApiApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var newsroom = scope.ServiceProvider.GetRequiredService<Newsroom>();
        var by = new Signature("test", "first");
        var cancel = TestContext.Current.CancellationToken;
        Assert.NotNull((await newsroom.CreateTagAsync(new TagInput { Name = "基輔", Type = TagType.Place, Aliases = Alias }, by, cancel)).Saved);
        Assert.IsType<Change.Saved>(await newsroom.CreateAsync(
            Some.Article() with
            {
                Status = ArticleStatus.Published,
                Summary = "摘要。",
                SourceName = "來源",
                SourceUrl = "https://news.example/1",
                Authors = Authors,
                Tags = [new TagDraft("基輔", TagType.Topic)],
                Media = [new MediaItem { Type = MediaType.Video, Caption = "畫面", Url = "https://news.example/1.mp4" }],
                Sections =
                [
                    new SectionDraft("demands", "甲方：訴求", "甲方",
                    [
                        new ParagraphBlock { Text = "正文。" },
                        new ListBlock { Items = ["一點", "二點"] },
                        new QuoteBlock { Text = "引文", Attribution = "某人" },
                        new ImageBlock { Url = "https://news.example/1.png", Caption = "圖片" },
                        new VideoBlock { Url = "https://news.example/2.mp4", Caption = "影片" },
                        new TableBlock { Caption = "表", Rows = [["甲格", "乙格"]] },
                    ]),
                ],
                RelatedNews =
                [
                    new RelatedNewsDraft("國際新聞", [new RelatedNewsEntryDraft(NewsApiApp.Start, DatePrecision.Second, "3月1日 12:00", "標題", "https://news.example/2")]),
                ],
                Origin = new ArticleOrigin
                {
                    Document = "page.txt",
                    MediaType = "text/plain",
                    ImportedAt = NewsApiApp.Start.AddTicks(1_234_567),
                    Charset = "utf-8",
                    CharsetEvidence = "bytes",
                    CharsetConfidence = 0.1 + 0.2,
                    OriginalText = "原文。",
                    Sha256 = new string('a', 64),
                    Repairs = [new TextChange("kind", 1, 0, "前", "後", "certain", "reason")],
                    Guesses = [new Guess("publishedAt", "2026", "why", 1 / 3.0)],
                },
            },
            by,
            cancel));
    }

    /// <summary>What is only there once somebody has worked with the store: keys, plans, links, former names, kept answers.</summary>
    public static async Task GivenEditorialWork(this NewsApiApp app)
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", "/api/v1/articles", new { headline = "第二篇" }, ("Idempotency-Key", "a-key"))).Header("Location")!;
        await editor.Send("PATCH", address, new { slug = "另一個名字" }, ("If-Match", "*"));
        await editor.Send("POST", $"{address}/publish", new { at = "2030-01-01T00:00:00Z" });
        await editor.Send("POST", $"{address}/preview-links", new { expiresInSeconds = 60 });
        await app.InStore(db =>
        {
            db.AppliedSeeds.Add(new AppliedSeed { Name = "page", AppliedAt = NewsApiApp.Start });
            db.FeedSubscriptions.Add(new FeedSubscription
            {
                Name = "港務局",
                Url = "https://port.example/feed",
                Target = FeedTarget.RelatedNews,
                SourceName = "通訊社",
                Zone = "Asia/Taipei",
                RelatedNewsListId = 1,
                IntervalMinutes = 30,
                IsActive = false,
                CreatedAt = NewsApiApp.Start,
                CreatedBy = "tests",
                Poll = new FeedPoll
                {
                    LastAt = NewsApiApp.Start,
                    Outcome = FeedOutcome.Failed,
                    Detail = "The server answers 404 Not Found.",
                    EntityTag = "\"a\"",
                    LastModified = "Sat, 14 Jun 2025 02:34:18 GMT",
                    LeaseId = "a",
                    LeaseUntil = NewsApiApp.Start,
                },
            });

            // One that ended, so that nobody takes it up.
            db.ImportJobs.Add(new ImportJob
            {
                State = ImportState.Cancelled,
                Document = "upload",
                MediaType = "text/plain",
                Charset = "utf-8",
                SourceName = "通訊社",
                Zone = "Asia/Taipei",
                By = "tests",
                Identity = "key:1",
                CreatedAt = NewsApiApp.Start,
                FinishedAt = NewsApiApp.Start,
                Problem = "Why.",
                Reading = "{}",
                Parts = { new ImportJobPart { Start = 0, Articles = "[]" } },
                Original = new ImportJobDocument { Bytes = [1, 2, 3] },
            });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }
}
