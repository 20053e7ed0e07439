using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NewsApi.Model;

namespace NewsApi.Persistence.Mapping;

internal sealed class FeedSubscriptionMapping : IEntityTypeConfiguration<FeedSubscription>
{
    public void Configure(EntityTypeBuilder<FeedSubscription> subscription)
    {
        subscription.ToTable("FeedSubscriptions");
        subscription.Property(s => s.Target).HasConversion<string>();
        subscription.Property(s => s.Version).IsConcurrencyToken();
        subscription.HasOne(s => s.Poll).WithOne(p => p.Subscription).HasForeignKey<FeedPoll>(p => p.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FeedPollMapping : IEntityTypeConfiguration<FeedPoll>
{
    public void Configure(EntityTypeBuilder<FeedPoll> poll)
    {
        poll.ToTable("FeedPolls");
        poll.HasKey(p => p.SubscriptionId);
        poll.Property(p => p.Outcome).HasConversion<string>();

        // What is due, the longest waiting first.
        poll.HasIndex(p => p.NextAt);
    }
}
