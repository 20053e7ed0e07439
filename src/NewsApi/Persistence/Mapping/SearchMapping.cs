using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class SearchEntryMapping : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> entry)
    {
        // The terms themselves are where the database can search them: made by the migrations, written by the search indexes.
        entry.ToTable("SearchEntries");
        entry.HasKey(e => e.ArticleId);
        entry.HasOne(e => e.Article).WithOne().HasForeignKey<SearchEntry>(e => e.ArticleId);
        entry.HasIndex(e => e.Format);
        entry.HasQueryFilter(e => e.Article!.Status == ArticleStatus.Published);
    }
}
