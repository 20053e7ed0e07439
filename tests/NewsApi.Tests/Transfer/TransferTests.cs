using System.Net;
using System.Text;
using NewsApi.Access;
using NewsApi.Persistence;
using NewsApi.Transfer;

namespace NewsApi.Tests.Transfer;

/// <summary>A whole store written as lines of JSON, and read into another.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly NewsApiApp _source = new();
    private readonly NewsApiApp _target = new();

    [Fact]
    public async Task What_was_exported_and_imported_is_exported_byte_for_byte_the_same()
    {
        var export = await GivenExport();

        var (added, present) = await Import(export);

        Assert.Equal(export, await Export(_target));
        Assert.Equal((Lines(export).Length - 2, 0), (added, present));
        Assert.DoesNotContain(":0", Lines(export)[0], StringComparison.Ordinal);
        Assert.Equal(0, (await _target.Verify()).Code);
    }

    [Fact]
    public async Task The_new_store_goes_on_where_the_old_one_was()
    {
        var (_, key) = await _source.GivenKey(Scopes.Admin);
        var export = await GivenExport();
        await Import(export);

        var editor = _target.AsBearer(key);
        var again = await editor.Send("POST", "/api/v1/articles", new { headline = "第三篇" });
        var article = await editor.Ask("/api/v1/articles/2", "DELETE", ("If-Match", "*"));

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(3, again.Json.GetProperty("id").GetInt64());
        Assert.Equal(HttpStatusCode.NoContent, article.Status);
    }

    [Fact]
    public async Task An_import_that_was_cut_short_goes_on_where_it_was()
    {
        var export = await GivenExport();
        var lines = Lines(export);
        for (var length = 0; length < lines.Length - 1; length += 7)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => Import(Text(lines[..length])));
        }

        var (added, present) = await Import(export);

        Assert.NotEqual(0, added);
        Assert.NotEqual(0, present);
        Assert.Equal(export, await Export(_target));
    }

    [Fact]
    public async Task A_store_with_something_else_is_left_as_it_is()
    {
        var export = await GivenExport();
        await _target.Given(Some.Article("別的稿件"));
        var before = await Export(_target);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Import(export));

        Assert.EndsWith("import into a new one.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Export(_target));
    }

    [Theory]
    [InlineData("\"headline\":\"港口恢復通航\"", "\"headline\":\"港口恢復通行\"", "do not match its SHA-256")]
    [InlineData("\"headline\":\"港口恢復通航\",", "", "articles: headline is missing")]
    [InlineData("\"headline\":\"港口恢復通航\"", "\"headline\":null", "articles: headline is null")]
    [InlineData("\"headline\":\"港口恢復通航\"", "\"headline\":7", "articles: headline can't be 7")]
    [InlineData("\"headline\":\"港口恢復通航\"", "\"headlines\":1,\"headline\":\"港口恢復通航\"", "articles: headlines is unknown")]
    [InlineData("\"type\":\"paragraph\"", "\"type\":\"verse\"", "blocks: type verse is unknown")]
    [InlineData("\"newsapi\":\"export\"", "\"newsapi\":\"other\"", "is no export of this program")]
    [InlineData("\"version\":1,\"rows\"", "\"version\":2,\"rows\"", "an export of version 2")]
    [InlineData("{\"table\":\"articles\"", "{\"table\":\"letters\"", "rows of articles, not 2")]
    [InlineData("{\"table\":\"articles\"", "\"table\":\"articles\"", "is no JSON")]
    public async Task A_file_that_is_damaged_is_refused_with_what_is_wrong(string what, string with, string says)
    {
        var export = await GivenExport();
        Assert.Contains(what, export, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Import(export.Replace(what, with, StringComparison.Ordinal)));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    private async Task<string> GivenExport()
    {
        await _source.GivenAnArticleWithEverything();
        await _source.GivenEditorialWork();
        return await Export(_source);
    }

    private static Task<string> Export(NewsApiApp app) => app.InStore(async db =>
    {
        using var output = new MemoryStream();
        await StoreExport.RunAsync(db, output, Quiet, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    });

    private Task<(long Added, long Present)> Import(string export) => _target.InStore((NewsDbContext db) =>
        new StoreImport(db, Quiet).RunAsync(new StringReader(export), TestContext.Current.CancellationToken));

    private static void Quiet(string part, long done, long total)
    {
    }

    private static string[] Lines(string export) => export.TrimEnd('\n').Split('\n');

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
