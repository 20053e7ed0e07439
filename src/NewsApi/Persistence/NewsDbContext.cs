using Microsoft.EntityFrameworkCore;
using NewsApi.Model;

namespace NewsApi.Persistence;

/// <summary>The store. Each provider derives from it, so that each has its own migrations.</summary>
/// <remarks>
/// A change of the model is a migration for each, made together:
/// <c>dotnet ef migrations add NAME --project src/NewsApi --context SqliteNewsDbContext --output-dir Persistence/Sqlite/Migrations</c> and
/// <c>dotnet ef migrations add NAME --project src/NewsApi --context PostgreSqlNewsDbContext --output-dir Persistence/PostgreSql/Migrations</c>.
/// </remarks>
public abstract class NewsDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Articles.</summary>
    public DbSet<Article> Articles => Set<Article>();

    /// <summary>Sections of all articles.</summary>
    public DbSet<Section> Sections => Set<Section>();

    /// <summary>The vocabulary of section kinds.</summary>
    public DbSet<SectionKind> SectionKinds => Set<SectionKind>();

    /// <summary>Tags.</summary>
    public DbSet<Tag> Tags => Set<Tag>();

    /// <summary>Which article carries which tag, whoever may see the article.</summary>
    public DbSet<Dictionary<string, object>> ArticleTags => Set<Dictionary<string, object>>("ArticleTags");

    /// <summary>Related-news lists of all articles.</summary>
    public DbSet<RelatedNewsList> RelatedNewsLists => Set<RelatedNewsList>();

    /// <summary>Entries of all related-news lists.</summary>
    public DbSet<RelatedNewsEntry> RelatedNewsEntries => Set<RelatedNewsEntry>();

    /// <summary>Where imported articles came from.</summary>
    public DbSet<ArticleOrigin> ArticleOrigins => Set<ArticleOrigin>();

    /// <summary>Articles as they stood after each change.</summary>
    public DbSet<ArticleRevision> ArticleRevisions => Set<ArticleRevision>();

    /// <summary>Names articles once had.</summary>
    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();

    /// <summary>Other names of tags.</summary>
    public DbSet<TagAlias> TagAliases => Set<TagAlias>();

    /// <summary>Links that show one article.</summary>
    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    /// <summary>Answers kept for requests that are sent again.</summary>
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    /// <summary>Documents that are, or were, imported behind their request.</summary>
    public DbSet<ImportJob> ImportJobs => Set<ImportJob>();

    /// <summary>The bytes of those that wait.</summary>
    public DbSet<ImportJobDocument> ImportJobDocuments => Set<ImportJobDocument>();

    /// <summary>What became of their stories.</summary>
    public DbSet<ImportJobPart> ImportJobParts => Set<ImportJobPart>();

    /// <summary>What is in the search index.</summary>
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

    /// <summary>Seeds imported so far.</summary>
    public DbSet<AppliedSeed> AppliedSeeds => Set<AppliedSeed>();

    /// <summary>Feeds that are read again and again.</summary>
    public DbSet<FeedSubscription> FeedSubscriptions => Set<FeedSubscription>();

    /// <summary>How polling them goes.</summary>
    public DbSet<FeedPoll> FeedPolls => Set<FeedPoll>();

    /// <summary>Keys, also those revoked or expired.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Tables that statements have named since somebody set this to none; see <see cref="StoreTables"/>.</summary>
    internal ulong TablesRead { get; set; }

    /// <summary>Tables that were written to, with those that depend on them, since the transaction for writing began.</summary>
    internal ulong TablesWritten { get; set; }

    /// <summary>
    /// Begins a transaction for a read made of several statements, so that all of them see one state of the store.
    /// It takes no write lock; disposing it ends it.
    /// </summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancel);

    /// <summary>Begins a transaction for writing, or joins the one under way: whoever began it decides.</summary>
    public abstract Task<WriteTransaction> BeginWriteAsync(CancellationToken cancel);

    /// <summary>Numbers new rows behind those that were saved with numbers of their own. Nothing to do where the next number is always the highest and one.</summary>
    public virtual Task ContinueNumberingAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>About how many articles there are, never fewer: numbers are given one after the other, and not a second time.</summary>
    internal async Task<long> MostArticlesAsync(CancellationToken cancel) => await Articles.IgnoreQueryFilters().MaxAsync(article => (long?)article.Id, cancel) ?? 0;

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        SetHashes();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SetHashes();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NewsDbContext).Assembly);
    }

    private void SetHashes()
    {
        // A row that comes with its hash, from another store, keeps it: what was damaged there stays recognisable.
        foreach (var entry in ChangeTracker.Entries<IHashed>().Where(entry =>
            entry.State == EntityState.Modified || (entry.State == EntityState.Added && entry.Entity.Hash.Length == 0)))
        {
            entry.Entity.Hash = ContentHash.Of(entry.Entity);
        }
    }
}
