using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Scopes).IsJson();
        key.HasIndex(k => k.Prefix).IsUnique();
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries");

        // Newest first: alone, or behind what the list is narrowed by.
        entry.HasIndex(e => new { e.At, e.Id }).IsDescending();
        entry.HasIndex(e => new { e.By, e.At, e.Id }).IsDescending(false, true, true);
        entry.HasIndex(e => new { e.Action, e.At, e.Id }).IsDescending(false, true, true);
    }
}
