using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class ArticleRevisionMapping : IEntityTypeConfiguration<ArticleRevision>
{
    public void Configure(EntityTypeBuilder<ArticleRevision> revision)
    {
        revision.ToTable("ArticleRevisions");
        revision.HasKey(r => new { r.ArticleId, r.Number });
        revision.HasOne(r => r.Article).WithMany().HasForeignKey(r => r.ArticleId);
        revision.Property(r => r.Action).HasConversion<string>();
        revision.Property(r => r.Status).HasConversion<string>();
    }
}

internal sealed class FormerSlugMapping : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> slug)
    {
        slug.ToTable("FormerSlugs");
        slug.HasKey(s => s.Slug);
        slug.HasOne(s => s.Article).WithMany().HasForeignKey(s => s.ArticleId);
    }
}

internal sealed class PreviewLinkMapping : IEntityTypeConfiguration<PreviewLink>
{
    public void Configure(EntityTypeBuilder<PreviewLink> link)
    {
        link.ToTable("PreviewLinks");
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.ArticleId, l.Id });
        link.HasOne(l => l.Article).WithMany().HasForeignKey(l => l.ArticleId);
    }
}

internal sealed class IdempotentAnswerMapping : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> answer)
    {
        answer.ToTable("IdempotentAnswers");
        answer.HasKey(a => new { a.Caller, a.Key });
        answer.HasIndex(a => a.At);
    }
}
