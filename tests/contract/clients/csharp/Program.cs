// What a C# program does with the client that NSwag makes of /openapi/v1-3.0.json. Half of the check is that this compiles; the other half, that a running
// server answers as the types say.
//   NEWSAPI_KEY=… dotnet run -p:Document=BASE_URL/openapi/v1-3.0.json -- BASE_URL
using System.Net.Http.Headers;
using News;

var address = args[0];
await FrontEnds.ReadAsync(address);
await FrontEnds.PageAsync(address);

using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("NEWSAPI_KEY")) } };
var reader = new NewsClient(new HttpClient()) { BaseUrl = address };
var editor = new NewsClient(http) { BaseUrl = address };

await List();
await NarrowBlocks();
await HandleProblems();
await Write();
Console.WriteLine("C# client: 4 passed, 0 failed");

async Task List()
{
    var page = await reader.ListArticlesAsync(limit: 100, sort: Sort.MinuspublishedAt, total: true, from: "2025-06-01", tag: ["烏克蘭"], script: Script.Hant);
    Hold(page.Items.Count > 0 && page.Total >= page.Items.Count && page.NextCursor is null);
    Hold(page.Items.All(article => article is { Headline.Length: > 0, Status: ArticleStatus.Published, PublishedAt: not null, Version: > 0 }));

    var hit = (await reader.SearchAsync(q: "停火", include: [ArticlePart.RelatedNews])).Items.First();
    Hold(hit.Highlights.Count > 0 && hit.RelatedNews?.First().Entries.Count > 0 && hit.Source?.Name.Length > 0);
}

async Task NarrowBlocks()
{
    var article = await reader.GetArticleAsync("1");
    var blocks = article.Sections.SelectMany(section => section.Blocks).ToList();
    Hold(blocks.OfType<ListBlock>().Any(list => list.Items.Count == 3) && blocks.All(block => Words(block).Length > 0));
}

static string Words(Block block) => block switch
{
    ParagraphBlock paragraph => paragraph.Text,
    ListBlock list => string.Join('\n', list.Items.Select(item => item.Text)),
    QuoteBlock quote => quote.Text + quote.Attribution,
    ImageBlock image => image.Caption ?? "",
    VideoBlock video => video.Caption ?? "",
    TableBlock table => string.Join('\n', table.Rows.Select(row => string.Join('\t', row))),
    _ => throw new InvalidOperationException($"What is {block.GetType()}?"),
};

async Task HandleProblems()
{
    var refused = await Refused(() => reader.ListArticlesAsync(limit: 1000));
    Hold(refused.Status == 400 && refused.Errors!.Single() is { Parameter: "limit", Pointer: null });

    var input = new ArticleInput { Headline = "試寫", Sections = [new SectionInput { Kind = "no-such-kind", Blocks = [new ParagraphBlockInput { Text = "試寫" }] }] };
    refused = await Refused(() => editor.CreateArticleAsync(body: input));
    Hold(refused.Errors!.Single() is { Parameter: null, Pointer: "/sections/0/kind" });

    refused = await Refused(() => reader.GetArticleAsync("nothing-like-this"));
    Hold(refused.Status == 404 && refused.Detail.Length > 0);
}

async Task Write()
{
    var blocks = new BlockInput[] { new ListBlockInput { Ordered = true, Items = [new ListItemInput { Text = "停火" }] } };
    var input = new ArticleInput { Headline = "以型別寫成的草稿", Tags = ["烏克蘭"], Sections = [new SectionInput { Kind = "demands", Blocks = blocks }] };
    var created = await editor.CreateArticleAsync(idempotency_Key: $"\"{Guid.NewGuid()}\"", body: input);
    Hold(created.Status == ArticleStatus.Draft && created.Sections.Single().Blocks.Single() is ListBlock { Ordered: true });

    var key = $"{created.Id}";
    Hold((await Refused(() => reader.GetArticleAsync(key))).Status == 404);
    Hold((await Refused(() => editor.ReplaceArticleAsync(key, "\"stale\"", body: input))).Status == 412);
    await editor.WithdrawArticleAsync(key, "*");
}

static async Task<Problem> Refused<T>(Func<Task<T>> ask)
{
    try
    {
        await ask();
    }
    catch (ApiException<Problem> refusal)
    {
        return refusal.Result;
    }

    throw new InvalidOperationException("It was not refused.");
}

static void Hold(bool isSo, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(isSo))] string? what = null)
{
    if (!isSo)
    {
        throw new InvalidOperationException($"It does not hold: {what}");
    }
}
