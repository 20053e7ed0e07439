namespace NewsApi.Tests.Persistence.Sqlite;

/// <summary>What is not selected by <c>fields</c> is not read either.</summary>
public sealed class FieldQueryTests
{
    [Theory]
    [InlineData("articles?fields=headline", "\"Headline\"", "\"Slug\" \"Summary\" \"SourceName\" \"Authors\" ArticleTags \"Media\" \"Sections\" RelatedNewsLists \"Blocks\"")]
    [InlineData("articles?fields=id,tags(slug)", "\"Slug\" ArticleTags", "\"Headline\" \"Summary\" \"Name\" \"Authors\" \"Media\"")]
    [InlineData("articles?fields=*,-tags,-media,-summary", "\"Headline\" \"Slug\" \"Authors\"", "\"Summary\" ArticleTags \"Media\" \"Blocks\"")]
    [InlineData("articles?fields=headline&q=停火", "\"Headline\"", "\"Summary\" ArticleTags \"Media\"")]
    [InlineData("articles?fields=sections(heading)", "\"Heading\"", "\"Headline\" \"Speaker\" \"Anchor\" \"Blocks\" RelatedNewsLists")]
    [InlineData("articles?include=sections", "\"Headline\" \"Heading\" \"Blocks\"", "RelatedNewsLists")]
    [InlineData("articles", "\"Headline\" \"Summary\" ArticleTags", "\"Blocks\" RelatedNewsLists \"Heading\"")]
    [InlineData("articles/1?fields=headline", "\"Headline\"", "\"Summary\" ArticleTags \"Media\" \"Sections\" RelatedNewsLists \"Blocks\"")]
    [InlineData("articles/1?fields=headline,sections(heading,kind)", "\"Headline\" \"Heading\" \"KindSlug\"", "\"Summary\" \"Speaker\" RelatedNewsLists \"Blocks\"")]
    [InlineData("articles/1?fields=*,-sections", "\"Headline\" RelatedNewsLists RelatedNewsEntries", "\"Blocks\" \"Heading\"")]
    [InlineData("articles/1?fields=relatedNews(entries(printedTime))", "\"PrintedTime\"", "\"Title\" \"Headline\" \"Blocks\" \"Url\" COUNT LinkedArticle")]
    [InlineData("articles/1?fields=headline&script=hans", "\"Headline\"", "\"Summary\" ArticleTags \"Media\" RelatedNewsLists \"Blocks\"")]
    [InlineData("articles/1/sections?fields=kind", "\"KindSlug\"", "\"Heading\" \"Speaker\" \"Blocks\"")]
    [InlineData("sections?fields=heading,article(slug)", "\"Heading\" \"Slug\"", "\"Headline\" \"Blocks\"")]
    [InlineData("related-news?fields=title", "\"Title\"", "RelatedNewsEntries COUNT")]
    [InlineData("related-news/1/entries?fields=printedTime", "\"PrintedTime\"", "\"Title\" \"Url\"")]
    [InlineData("tags?fields=slug", "\"Slug\"", "TagAliases COUNT")]
    [InlineData("section-kinds?fields=slug,names(en)", "\"NameEn\"", "\"NameHant\" \"Description\" COUNT")]
    [InlineData("articles/1/revisions?fields=number,at", "\"Number\"", "\"Content\"")]
    [InlineData("articles/1/revisions?fields=changes", "\"Content\"", "")]
    public async Task What_is_not_selected_is_not_read(string path, string isRead, string isNot)
    {
        using var app = new NewsApiApp();
        using var commands = new Commands(app.Store);
        await app.Given(Some.Article("停火協議") with { Sections = [Some.Section("talks", "會談", text: "停火談判。")], RelatedNews = [Some.RelatedNews("國際新聞", "2026-01-05T08:00:00+08:00")] });
        commands.Seen.Clear();
        await app.AsReader().Get($"/api/v1/{path}");

        // Of what is selected; filters and joins may look at anything. Work behind the requests may write meanwhile.
        var selected = commands.Seen.Select(command => command.Sql).Where(sql => sql.Contains("\nFROM", StringComparison.Ordinal)).ToList();
        Assert.All(isRead.Split(' '), part => Assert.Contains(selected, sql => Columns(sql, part).Contains(part, StringComparison.Ordinal)));
        Assert.All(isNot.Split(' ', StringSplitOptions.RemoveEmptyEntries), part => Assert.DoesNotContain(selected, sql => Columns(sql, part).Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>What a statement selects, up to the tables; for the name of a table, all of it.</summary>
    private static string Columns(string sql, string part) =>
        part[0] == '"' && part is not ("\"Blocks\"" or "\"Media\"" or "\"Sections\"") ? sql[..sql.IndexOf("\nFROM", StringComparison.Ordinal)] : sql;
}
