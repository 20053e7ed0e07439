using System.Net;
using NewsApi.Access;

namespace NewsApi.Tests.Editorial;

/// <summary>Whether every changed byte of text is found. No database's own check finds any of these.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly NewsApiApp _app = new();

    [Theory]
    [InlineData("Articles", "Headline", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "Summary", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "Language", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "Slug", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "SourceName", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "SourceUrl", "article 1: the text differs from revision 1")]
    [InlineData("Articles", "Authors", "article 1: ")]
    [InlineData("Articles", "Status", "article 1: ")]
    [InlineData("Sections", "Heading", "article 1: the text differs from revision 1")]
    [InlineData("Sections", "Speaker", "article 1: the text differs from revision 1")]
    [InlineData("Sections", "KindSlug", "article 1: the text differs from revision 1")]
    [InlineData("Blocks", "Text", "article 1: the text differs from revision 1")]
    [InlineData("Blocks", "Items", "article 1: ")]
    [InlineData("Blocks", "Rows", "article 1: ")]
    [InlineData("Blocks", "Attribution", "article 1: the text differs from revision 1")]
    [InlineData("Blocks", "Url", "article 1: the text differs from revision 1")]
    [InlineData("Blocks", "Caption", "article 1: the text differs from revision 1")]
    [InlineData("Blocks", "Type", "article 1: ")]
    [InlineData("Media", "Caption", "article 1: the text differs from revision 1")]
    [InlineData("Media", "Url", "article 1: the text differs from revision 1")]
    [InlineData("Media", "Type", "article 1: ")]
    [InlineData("RelatedNewsLists", "Title", "article 1: the text differs from revision 1")]
    [InlineData("RelatedNewsEntries", "PrintedTime", "article 1: the text differs from revision 1")]
    [InlineData("RelatedNewsEntries", "Title", "article 1: the text differs from revision 1")]
    [InlineData("RelatedNewsEntries", "Url", "article 1: the text differs from revision 1")]
    [InlineData("ArticleRevisions", "Content", "article 1, revision 1: ")]
    [InlineData("ArticleRevisions", "Note", "article 1, revision 1: does not match its hash")]
    [InlineData("ArticleRevisions", "By", "article 1, revision 1: does not match its hash")]
    [InlineData("ArticleRevisions", "Action", "article 1, revision 1: ")]
    [InlineData("ArticleRevisions", "Status", "article 1")]
    [InlineData("ArticleRevisions", "Hash", "article 1, revision 1: does not match its hash")]
    [InlineData("ArticleOrigins", "OriginalText", "article 1: its origin: does not match its hash")]
    [InlineData("ArticleOrigins", "Document", "article 1: its origin: does not match its hash")]
    [InlineData("ArticleOrigins", "Sha256", "article 1: its origin: does not match its hash")]
    [InlineData("ArticleOrigins", "Repairs", "article 1: its origin: ")]
    [InlineData("ArticleOrigins", "Guesses", "article 1: its origin: ")]
    [InlineData("Tags", "Name", "tag 1: does not match its hash")]
    [InlineData("Tags", "Slug", "tag 1: does not match its hash")]
    [InlineData("Tags", "Type", "tag 1: ")]
    [InlineData("TagAliases", "Name", "tag 1, other name alias: does not match its hash")]
    [InlineData("TagAliases", "Slug", "tag 1, other name ")]
    [InlineData("SectionKinds", "NameHant", "section kind ")]
    [InlineData("SectionKinds", "NameHans", "section kind ")]
    [InlineData("SectionKinds", "NameEn", "section kind ")]
    [InlineData("SectionKinds", "Description", "section kind ")]
    [InlineData("Articles", "PlannedBy", "article 2: does not match its hash")]
    [InlineData("Articles", "Creator", "article 2: does not match its hash")]
    [InlineData("Sections", "Anchor", "article 1: does not match its hash")]
    [InlineData("FormerSlugs", "Slug", "former slug ")]
    [InlineData("AuditEntries", "By", "audit entry 1: does not match its hash")]
    [InlineData("AuditEntries", "Action", "audit entry 1: does not match its hash")]
    [InlineData("AuditEntries", "Target", "audit entry 1: does not match its hash")]
    [InlineData("AuditEntries", "Detail", "audit entry 1: does not match its hash")]
    [InlineData("ApiKeys", "Name", "key 1: does not match its hash")]
    [InlineData("ApiKeys", "Prefix", "key 1: does not match its hash")]
    [InlineData("ApiKeys", "KeyHash", "key 1: does not match its hash")]
    [InlineData("ApiKeys", "Scopes", "")]
    [InlineData("ApiKeys", "CreatedBy", "key 1: does not match its hash")]
    [InlineData("PreviewLinks", "TokenHash", "preview link 1: does not match its hash")]
    [InlineData("PreviewLinks", "CreatedBy", "preview link 1: does not match its hash")]
    [InlineData("IdempotentAnswers", "Caller", "answer kept for ")]
    [InlineData("IdempotentAnswers", "Key", "answer kept for ")]
    [InlineData("IdempotentAnswers", "RequestHash", "answer kept for ")]
    [InlineData("IdempotentAnswers", "Headers", "answer kept for ")]
    [InlineData("IdempotentAnswers", "Body", "answer kept for ")]
    [InlineData("FeedSubscriptions", "Name", "subscription 1: does not match its hash")]
    [InlineData("FeedSubscriptions", "Url", "subscription 1: does not match its hash")]
    [InlineData("FeedSubscriptions", "Target", "FeedSubscription: can't be read")]
    [InlineData("FeedSubscriptions", "SourceName", "subscription 1: does not match its hash")]
    [InlineData("FeedSubscriptions", "Zone", "subscription 1: does not match its hash")]
    [InlineData("FeedSubscriptions", "CreatedBy", "subscription 1: does not match its hash")]
    [InlineData("FeedPolls", "Outcome", "FeedPoll: can't be read")]
    [InlineData("FeedPolls", "Detail", "subscription 1: its polls: does not match its hash")]
    [InlineData("FeedPolls", "EntityTag", "subscription 1: its polls: does not match its hash")]
    [InlineData("FeedPolls", "LastModified", "subscription 1: its polls: does not match its hash")]
    [InlineData("AppliedSeeds", "Name", "seed ")]
    public async Task A_flipped_byte_is_found(string table, string column, string says)
    {
        await _app.GivenAnArticleWithEverything();
        await _app.GivenEditorialWork();

        await _app.Store.FlipBit(table, column);

        var (lines, code) = await _app.Verify();

        Assert.Contains(lines, line => line.StartsWith(says, StringComparison.Ordinal));
        Assert.EndsWith("damaged", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("UPDATE \"Blocks\" SET \"Items\" = '[' WHERE \"Items\" IS NOT NULL", "article 1: can't be read")]
    [InlineData("UPDATE \"ArticleRevisions\" SET \"Content\" = '{'", "article 1, revision 1: its content is not readable")]
    [InlineData("UPDATE \"ArticleRevisions\" SET \"Content\" = 'null'", "article 1, revision 1: ")]
    [InlineData("UPDATE \"ArticleOrigins\" SET \"Repairs\" = '{'", "article 1: its origin: can't be read")]
    [InlineData("DELETE FROM \"ArticleRevisions\"", "article 1: revision 1, its latest, is not there")]
    [InlineData("DELETE FROM \"Blocks\" WHERE \"Id\" = 1", "article 1: the text differs")]
    [InlineData("DELETE FROM \"ArticleTags\"", "article 1: the text differs")]
    [InlineData("UPDATE \"Articles\" SET \"FirstShownAt\" = NULL", "article 1: does not match its hash")]
    [InlineData("UPDATE \"Articles\" SET \"UnpublishAt\" = \"UpdatedAt\"", "article 1: does not match its hash")]
    [InlineData("UPDATE \"Sections\" SET \"IsPublic\" = FALSE", "article 1: a section or list is dated or shown differently")]
    public async Task What_is_gone_or_can_not_be_read_is_damage(string sql, string says)
    {
        await _app.GivenAnArticleWithEverything();
        await _app.Store.Execute(sql);

        var (lines, code) = await _app.Verify();

        Assert.Contains(lines, line => line.StartsWith(says, StringComparison.Ordinal));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_sound_store_is_said_to_be_sound_and_stays_as_it_is()
    {
        await _app.GivenAnArticleWithEverything();
        var editor = _app.AsKey(Scopes.ArticlesWrite, Scopes.ArticlesPublish);
        for (var n = 0; n < 25; n++)
        {
            await _app.Given(Some.Article($"港口{n}", "2026-01-05T08:00:00.1234567+08:00") with { RelatedNews = [Some.RelatedNews("相關", "2026-01-05T08:00:00.7654321+08:00")] });
        }

        Assert.Equal(HttpStatusCode.OK, (await editor.Send("PATCH", "/api/v1/articles/1", new { headline = "改了" }, ("If-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", "/api/v1/articles/2", null, ("If-Match", "*"))).Status);
        var slug = (await editor.Get("/api/v1/tags")).GetProperty("items")[0].GetProperty("slug").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await editor.Send("PATCH", $"/api/v1/tags/{Uri.EscapeDataString(slug)}", new { slug = "moved", aliases = Array.Empty<string>() }, ("If-Match", "*"))).Status);
        await using var watch = await _app.Store.BeginWatch();
        var before = await watch.Version();

        var (lines, code) = await _app.Verify();

        Assert.Equal(["28 revisions, 26 articles verified: no damage"], lines);
        Assert.Equal(0, code);
        Assert.Equal(before, await watch.Version());
        await _app.Given(Some.Article("之後"));
        Assert.NotEqual(before, await watch.Version());
    }

    [Fact]
    public async Task Every_damage_is_said_once_and_the_rest_is_looked_at_all_the_same()
    {
        await _app.GivenAnArticleWithEverything();
        for (var n = 0; n < 45; n++)
        {
            await _app.Given(Some.Article($"港口{n}"));
        }

        await _app.Store.Execute("""UPDATE "Articles" SET "Headline" = 'x' WHERE "Id" IN (3, 44); UPDATE "Articles" SET "Authors" = '[' WHERE "Id" IN (4, 30)""");

        var (lines, code) = await _app.Verify();

        Assert.Equal(["3", "4", "30", "44"], lines.SkipLast(1).Select(line => line.Split(' ')[1].TrimEnd(':')));
        Assert.Equal("46 revisions, 46 articles verified: 4 damaged", lines[^1]);
        Assert.Equal(1, code);
    }

    public void Dispose() => _app.Dispose();
}
