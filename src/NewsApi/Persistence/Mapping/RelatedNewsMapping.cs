using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class RelatedNewsListMapping : IEntityTypeConfiguration<RelatedNewsList>
{
    public void Configure(EntityTypeBuilder<RelatedNewsList> list)
    {
        list.ToTable("RelatedNewsLists");
        list.HasOne(l => l.Article).WithMany(a => a.RelatedNews).HasForeignKey(l => l.ArticleId);
        list.HasMany(l => l.Entries).WithOne().HasForeignKey(e => e.ListId);
        list.HasIndex(l => new { l.ArticleId, l.Number });
        list.HasIndex(l => new { l.IsPublic, l.NewestAt, l.Id });
        list.HasQueryFilter(l => l.IsPublic);
    }
}

internal sealed class RelatedNewsEntryMapping : IEntityTypeConfiguration<RelatedNewsEntry>
{
    public void Configure(EntityTypeBuilder<RelatedNewsEntry> entry)
    {
        entry.ToTable("RelatedNewsEntries");
        entry.HasOne(e => e.LinkedArticle).WithMany().HasForeignKey(e => e.LinkedArticleId).OnDelete(DeleteBehavior.SetNull);
        entry.HasIndex(e => new { e.ListId, e.Number }).IsUnique();
        entry.HasIndex(e => new { e.ListId, e.PublishedAt });
        entry.Property(e => e.PublishedPrecision).HasConversion<string>();
    }
}
