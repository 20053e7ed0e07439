using System.ComponentModel.DataAnnotations;
using FluentValidation;
using NewsApi.Fetching;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Subscriptions;

/// <summary>A subscription as it is written.</summary>
public sealed record SubscriptionInput
{
    /// <summary>Least minutes from one poll to the next.</summary>
    internal const int MinInterval = 5;

    /// <summary>Most minutes from one poll to the next: a day.</summary>
    internal const int MaxInterval = 1440;

    /// <summary>Minutes from one poll to the next where nothing is said.</summary>
    internal const int DefaultInterval = 30;

    /// <summary>Its name for people; where absent, the host of `url`.</summary>
    [StringLength(WireLimits.Line)]
    public string? Name { get; init; }

    /// <summary>Where the feed is (http or https).</summary>
    [StringLength(WireLimits.Url, MinimumLength = 1)]
    public required string Url { get; init; }

    /// <summary>What its items become: `articles`, which is so where it is absent, or entries of a list of `relatedNews`.</summary>
    public FeedTarget? Target { get; init; }

    /// <summary>Whether everybody shall see its articles at once; otherwise new ones are drafts.</summary>
    public bool? Publish { get; init; }

    /// <summary>Who publishes it; where absent, what the feed says.</summary>
    [StringLength(WireLimits.Line)]
    public string? Source { get; init; }

    /// <summary>Time zone (IANA) of times that name none; where absent, the site's.</summary>
    [StringLength(WireLimits.Line)]
    public string? Zone { get; init; }

    /// <summary>The related-news list that gets its items as entries; needed where `target` is `relatedNews`, and used only there.</summary>
    public long? RelatedNewsListId { get; init; }

    /// <summary>Minutes from one poll to the next, 5 to 1440; 30 where absent.</summary>
    [Range(MinInterval, MaxInterval)]
    public int? IntervalMinutes { get; init; }

    /// <summary>Whether it is polled by itself, which is so where it is absent.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The subscription as it could be written again.</summary>
    internal static SubscriptionInput Of(FeedSubscription subscription) => new()
    {
        Name = subscription.Name,
        Url = subscription.Url,
        Target = subscription.Target,
        Publish = subscription.Publish,
        Source = subscription.SourceName,
        Zone = subscription.Zone,
        RelatedNewsListId = subscription.RelatedNewsListId,
        IntervalMinutes = subscription.IntervalMinutes,
        IsActive = subscription.IsActive,
    };

    /// <summary>Its name, given or made.</summary>
    internal string NameOrHost => Name ?? new Uri(Url).Host;
}

internal sealed class SubscriptionInputValidator : AbstractValidator<SubscriptionInput>
{
    public SubscriptionInputValidator(OutgoingConnections connections)
    {
        RuleFor(input => input.Name).IsPlainLine(WireLimits.Line);
        RuleFor(input => input.Url).Cascade(CascadeMode.Stop).IsWebUrl()
            .Must(url => url is null || connections.WrongHostOrNull(new Uri(url)) is null)
            .WithMessage((_, url) => $"must be an address on the public internet: {connections.WrongHostOrNull(new Uri(url!))}");
        RuleFor(input => input.Source).IsPlainLine(WireLimits.Line);
        RuleFor(input => input.Zone).Must(zone => zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).WithMessage("must be an IANA time zone such as Asia/Taipei");
        RuleFor(input => input.RelatedNewsListId).Must((input, list) => list is not null || input.Target != FeedTarget.RelatedNews)
            .WithMessage("must be the id of a related-news list, because `target` is `relatedNews`");
        RuleFor(input => input.IntervalMinutes).InclusiveBetween(SubscriptionInput.MinInterval, SubscriptionInput.MaxInterval)
            .WithMessage($"must be {SubscriptionInput.MinInterval} to {SubscriptionInput.MaxInterval} minutes");
    }
}
