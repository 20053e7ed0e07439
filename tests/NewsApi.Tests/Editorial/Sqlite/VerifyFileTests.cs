namespace NewsApi.Tests.Editorial.Sqlite;

/// <summary>Damage that only SQLite lets happen: values of another type, and references to nothing.</summary>
public sealed class VerifyFileTests : IDisposable
{
    private readonly NewsApiApp _app = new();

    [Theory]
    [InlineData("UPDATE Articles SET Headline = x'ff'", "article 1: the text differs")]
    [InlineData("UPDATE Articles SET PublishedAt = 'soon' WHERE Id = 1", "article 1: ")]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE Sections SET KindSlug = 'gone' WHERE Number = 1", "foreign_key_check: Sections")]
    public async Task What_can_not_be_read_or_refers_to_nothing_is_damage(string sql, string says)
    {
        await _app.Given(Some.Article());
        await _app.Store.Execute(sql);

        var (lines, code) = await _app.Verify();

        Assert.Contains(lines, line => line.StartsWith(says, StringComparison.Ordinal));
        Assert.Equal(1, code);
    }

    public void Dispose() => _app.Dispose();
}
