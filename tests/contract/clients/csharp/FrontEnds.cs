using News;

/// <summary>The lines of docs/front-ends.md, held against it by <c>front-ends.mjs</c>.</summary>
internal static class FrontEnds
{
    public static async Task ReadAsync(string address)
    {
        var news = new NewsClient(new HttpClient()) { BaseUrl = address };
        try
        {
            var article = await news.GetArticleAsync("1", script: Script.Hans);
            foreach (var block in article.Sections.SelectMany(section => section.Blocks))
            {
                Console.WriteLine(block switch { ParagraphBlock p => p.Text, ListBlock l => string.Join('\n', l.Items.Select(i => i.Text)), _ => "" });
            }
        }
        catch (ApiException<Problem> refusal)
        {
            Console.WriteLine($"{refusal.Result.Detail} {string.Join(", ", refusal.Result.Errors?.Select(e => e.Parameter ?? e.Pointer) ?? [])}");
        }
    }

    public static async Task PageAsync(string address)
    {
        var news = new NewsClient(new HttpClient()) { BaseUrl = address };
        string? cursor = null;
        do
        {
            var page = await news.ListSectionsAsync(kind: "demands", limit: 1, cursor: cursor);
            Console.WriteLine(string.Join('\n', page.Items.Select(section => section.Heading)));
            cursor = page.NextCursor;
        } while (cursor is not null);
    }
}
