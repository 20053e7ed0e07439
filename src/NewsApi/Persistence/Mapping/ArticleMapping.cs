using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class ArticleMapping : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> article)
    {
        article.ToTable("Articles");
        article.HasIndex(a => a.Slug).IsUnique();

        // Readers see what is published; who may see more has to say so, with IgnoreQueryFilters.
        article.HasQueryFilter(a => a.Status == ArticleStatus.Published);

        // One index per order a list can have, for one status and for all; the id makes each order total.
        article.HasIndex(a => new { a.Status, a.PublishedAt, a.Id });
        article.HasIndex(a => new { a.Status, a.UpdatedAt, a.Id });
        article.HasIndex(a => new { a.PublishedAt, a.Id });
        article.HasIndex(a => new { a.UpdatedAt, a.Id });
        article.HasIndex(a => new { a.SourceName, a.PublishedAt, a.Id });

        // Few have a plan at a time; the others need no place in an index, which each new article would pay for.
        article.HasIndex(a => a.PublishAt).HasFilter("\"PublishAt\" IS NOT NULL");
        article.HasIndex(a => a.UnpublishAt).HasFilter("\"UnpublishAt\" IS NOT NULL");
        article.Property(a => a.Status).HasConversion<string>();
        article.Property(a => a.PublishedPrecision).HasConversion<string>();
        article.Property(a => a.Version).IsConcurrencyToken();
        article.Property(a => a.Authors).IsJson();

        article.HasMany(a => a.Tags).WithMany(t => t.Articles).UsingEntity(
            "ArticleTags",
            right => right.HasOne(typeof(Tag)).WithMany().HasForeignKey("TagId"),
            left => left.HasOne(typeof(Article)).WithMany().HasForeignKey("ArticleId"),
            join => join.HasKey("TagId", "ArticleId"));
        article.HasMany(a => a.Media).WithOne().HasForeignKey(m => m.ArticleId);
        article.HasOne(a => a.Origin).WithOne(o => o.Article).HasForeignKey<ArticleOrigin>(o => o.ArticleId);
    }
}

internal sealed class TagMapping : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.ToTable("Tags");
        tag.HasIndex(t => t.Slug).IsUnique();
        tag.Property(t => t.Type).HasConversion<string>();
        tag.Property(t => t.Version).IsConcurrencyToken();
    }
}

internal sealed class TagAliasMapping : IEntityTypeConfiguration<TagAlias>
{
    public void Configure(EntityTypeBuilder<TagAlias> alias)
    {
        alias.ToTable("TagAliases");
        alias.HasKey(a => a.Slug);
        alias.HasOne(a => a.Tag).WithMany(t => t.Aliases).HasForeignKey(a => a.TagId);
    }
}

internal sealed class MediaItemMapping : IEntityTypeConfiguration<MediaItem>
{
    public void Configure(EntityTypeBuilder<MediaItem> media)
    {
        media.ToTable("Media");
        media.HasIndex(m => new { m.ArticleId, m.Number }).IsUnique();
        media.Property(m => m.Type).HasConversion<string>();
    }
}

internal sealed class ArticleOriginMapping : IEntityTypeConfiguration<ArticleOrigin>
{
    public void Configure(EntityTypeBuilder<ArticleOrigin> origin)
    {
        origin.ToTable("ArticleOrigins");
        origin.HasKey(o => o.ArticleId);
        origin.HasIndex(o => o.Sha256);
        origin.HasIndex(o => o.Identity);
        origin.HasIndex(o => o.Fingerprint);
        origin.HasQueryFilter(o => o.Article!.Status == ArticleStatus.Published);
        origin.Property(o => o.Repairs).IsJson();
        origin.Property(o => o.Guesses).IsJson();
    }
}

internal sealed class AppliedSeedMapping : IEntityTypeConfiguration<AppliedSeed>
{
    public void Configure(EntityTypeBuilder<AppliedSeed> seed)
    {
        seed.ToTable("AppliedSeeds");
        seed.HasKey(s => s.Name);
    }
}
