using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class SectionMapping : IEntityTypeConfiguration<Section>
{
    public void Configure(EntityTypeBuilder<Section> section)
    {
        section.ToTable("Sections");
        section.HasOne(s => s.Article).WithMany(a => a.Sections).HasForeignKey(s => s.ArticleId);
        section.HasOne<SectionKind>().WithMany(k => k.Sections).HasForeignKey(s => s.KindSlug).OnDelete(DeleteBehavior.Restrict);
        section.HasIndex(s => new { s.ArticleId, s.Number });
        section.HasIndex(s => new { s.ArticleId, s.Anchor });
        section.HasIndex(s => new { s.ArticleId, s.KindSlug });

        section.HasQueryFilter(s => s.IsPublic);

        // Newest story first, and its sections in reading order: alone, or behind what the list is narrowed by.
        section.HasIndex(s => new { s.IsPublic, s.PublishedAt, s.ArticleId, s.Number }).IsDescending(false, true, true, false);
        section.HasIndex(s => new { s.KindSlug, s.IsPublic, s.PublishedAt, s.ArticleId, s.Number }).IsDescending(false, false, true, true, false);
        section.HasIndex(s => new { s.Speaker, s.IsPublic, s.PublishedAt, s.ArticleId, s.Number }).IsDescending(false, false, true, true, false);
    }
}

internal sealed class SectionKindMapping : IEntityTypeConfiguration<SectionKind>
{
    public void Configure(EntityTypeBuilder<SectionKind> kind)
    {
        kind.ToTable("SectionKinds");
        kind.HasKey(k => k.Slug);
        kind.HasIndex(k => k.Position);
        kind.Property(k => k.Version).IsConcurrencyToken();
    }
}

internal sealed class BlockMapping : IEntityTypeConfiguration<Block>
{
    public void Configure(EntityTypeBuilder<Block> block)
    {
        block.ToTable("Blocks");
        block.HasOne<Section>().WithMany(s => s.Blocks).HasForeignKey(b => b.SectionId);
        block.HasIndex(b => new { b.SectionId, b.Number });
        block.HasDiscriminator<string>("Type")
            .HasValue<ParagraphBlock>("paragraph")
            .HasValue<ListBlock>("list")
            .HasValue<QuoteBlock>("quote")
            .HasValue<ImageBlock>("image")
            .HasValue<VideoBlock>("video")
            .HasValue<TableBlock>("table");
    }
}

internal sealed class ParagraphBlockMapping : IEntityTypeConfiguration<ParagraphBlock>
{
    public void Configure(EntityTypeBuilder<ParagraphBlock> block) => block.Property(b => b.Text).HasColumnName("Text");
}

internal sealed class QuoteBlockMapping : IEntityTypeConfiguration<QuoteBlock>
{
    public void Configure(EntityTypeBuilder<QuoteBlock> block) => block.Property(b => b.Text).HasColumnName("Text");
}

internal sealed class ListBlockMapping : IEntityTypeConfiguration<ListBlock>
{
    public void Configure(EntityTypeBuilder<ListBlock> block) => block.Property(b => b.Items).IsJson();
}

internal sealed class ImageBlockMapping : IEntityTypeConfiguration<ImageBlock>
{
    public void Configure(EntityTypeBuilder<ImageBlock> block)
    {
        block.Property(b => b.Url).HasColumnName("Url");
        block.Property(b => b.Caption).HasColumnName("Caption");
    }
}

internal sealed class VideoBlockMapping : IEntityTypeConfiguration<VideoBlock>
{
    public void Configure(EntityTypeBuilder<VideoBlock> block)
    {
        block.Property(b => b.Url).HasColumnName("Url");
        block.Property(b => b.Caption).HasColumnName("Caption");
    }
}

internal sealed class TableBlockMapping : IEntityTypeConfiguration<TableBlock>
{
    public void Configure(EntityTypeBuilder<TableBlock> block)
    {
        block.Property(b => b.Caption).HasColumnName("Caption");
        block.Property(b => b.Rows).IsJson();
    }
}
