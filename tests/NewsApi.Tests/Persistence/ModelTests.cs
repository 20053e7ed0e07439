using NewsApi.Hosting;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Tests.Persistence;

public sealed class ModelTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Fact]
    public async Task The_model_made_beside_the_start_is_the_one_the_server_uses() => Assert.Same(
        await app.InStore(db => Task.FromResult(db.Model)),
        DatabaseSetup.ModelOf(await app.InStore(db => Task.FromResult(db is SqliteNewsDbContext ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql))));
}
