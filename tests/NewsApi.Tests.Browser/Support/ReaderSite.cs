using NewsApi.Editorial;
using NewsApi.Model;
using NewsApi.Tests.Browser.Support;

[assembly: AssemblyFixture(typeof(ReaderSite))]

namespace NewsApi.Tests.Browser.Support;

/// <summary>The program as it is run in earnest, a process of its own, with the seed story and some more. Tests read only, and share it.</summary>
public sealed class ReaderSite : IAsyncLifetime
{
    /// <summary>How many stories there are.</summary>
    public const int Stories = 27;

    /// <summary>A name the story of the seed's neighbour had before.</summary>
    public const string OldSlug = "舊名";

    private readonly TestStore _store = TestStore.Ready();
    private ServerProcess? _server;

    /// <summary>Where it listens, without a slash at its end.</summary>
    public string Address => _server!.Address;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
        {
            return;
        }

        await using (var site = new Filling(_store))
        {
            await Fill(site);
        }

        _server = await ServerProcess.Start(_store);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task Fill(Filling site)
    {
        for (var number = 1; number <= Stories - 3; number++)
        {
            await site.Given(Some.Article($"港口第{number}天通航", $"2025-05-{number:00}T08:00:00+08:00") with { Summary = $"第{number}天，船隻陸續進港。" });
        }

        await site.Given(Hostile.Story());
        var id = await site.Given(Some.Article("橋樑通車", "2025-06-05T09:30:00+08:00") with
        {
            Slug = OldSlug,
            Sections =
            [
                Some.Section("lead", null, text: "新橋今天通車。"),
                new SectionDraft("statements", "市長：大橋屬於所有人", "市長", [new QuoteBlock { Text = "這座橋屬於所有人。", Attribution = "市長" }, new TableBlock { Caption = "工期", Rows = [["年", "長度"], ["2024", "1.2公里"]] }]),
                new SectionDraft("background", "工程背景", null, [new ListBlock { Ordered = false, Items = ["長三公里", "造了五年"] }, new ParagraphBlock { Text = "二零二零年開工，\n二零二五年完工。" }, new ImageBlock { Url = "https://pictures.example/bridge.jpg", Caption = "新橋" }]),
            ],
            RelatedNews = [Some.RelatedNews("相關新聞", "2025-06-05T10:00:00+08:00", "2025-06-04T08:00:00+08:00")],
        });
        var editor = site.AsKey(Access.Scopes.Admin);
        var answer = await editor.Send("PATCH", $"/api/v1/articles/{id}", new { slug = "橋樑通車" }, ("If-Match", "*"));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
    }

    private sealed class Filling(TestStore store) : NewsApiApp(store)
    {
        /// <inheritdoc/>
        protected override bool HasSeed => true;
    }
}
