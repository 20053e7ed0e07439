using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class ImportJobMapping : IEntityTypeConfiguration<ImportJob>
{
    public void Configure(EntityTypeBuilder<ImportJob> job)
    {
        job.ToTable("ImportJobs");
        job.Property(j => j.State).HasConversion<string>();

        // The few that are not done, the oldest first; and those of one caller, the newest first.
        job.HasIndex(j => new { j.FinishedAt, j.Id });
        job.HasIndex(j => new { j.Identity, j.Id }).IsDescending(false, true);
        job.HasMany(j => j.Parts).WithOne().HasForeignKey(part => part.JobId);
        job.HasOne(j => j.Original).WithOne().HasForeignKey<ImportJobDocument>(document => document.JobId);
    }
}

internal sealed class ImportJobDocumentMapping : IEntityTypeConfiguration<ImportJobDocument>
{
    public void Configure(EntityTypeBuilder<ImportJobDocument> document)
    {
        document.ToTable("ImportJobDocuments");
        document.HasKey(d => d.JobId);
    }
}

internal sealed class ImportJobPartMapping : IEntityTypeConfiguration<ImportJobPart>
{
    public void Configure(EntityTypeBuilder<ImportJobPart> part)
    {
        part.ToTable("ImportJobParts");
        part.HasKey(p => new { p.JobId, p.Start });
    }
}
