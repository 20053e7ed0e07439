namespace NewsApi.Importing;

/// <summary>What tells the stories of a document apart. Documents say it, and not all say it well.</summary>
internal static class StoryIdentities
{
    private const string Address = "url:";

    /// <summary>
    /// The stories with identities that tell each apart: an id that several have with different addresses is none, and their addresses are. An
    /// address is none that leads to a site as a whole, or that stories with different headlines share, as entries of a live page do.
    /// </summary>
    public static IReadOnlyList<ReadStory> Settle(IReadOnlyList<ReadStory> stories)
    {
        var shared = stories.Where(story => story.Identity is not null).GroupBy(story => story.Identity!, StringComparer.Ordinal)
            .Where(same => same.Select(story => story.Draft.SourceUrl).Distinct(StringComparer.Ordinal).Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        var told = stories.Select(story => story.Identity is null || !shared.Contains(story.Identity) ? story
            : story with { Identity = story.Draft.SourceUrl is { } url ? Address + url : null }).ToList();
        var vague = told.Where(story => story.Identity?.StartsWith(Address, StringComparison.Ordinal) == true).GroupBy(story => story.Identity!, StringComparer.Ordinal)
            .Where(same => IsSite(same.Key) || same.Select(story => story.Draft.Headline).Distinct(StringComparer.Ordinal).Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return [.. told.Select(story => story.Identity is not null && vague.Contains(story.Identity) ? story with { Identity = null } : story)];
    }

    /// <summary>For each story the place of the first one that is the same; its own where it is the first.</summary>
    public static IReadOnlyList<int> FirstsOf(IReadOnlyList<ReadStory> stories)
    {
        var places = new Dictionary<string, int>(stories.Count, StringComparer.Ordinal);
        return [.. stories.Select((story, place) => places.TryAdd(story.Identity ?? story.Draft.Origin!.Fingerprint!, place) ? place : places[story.Identity ?? story.Draft.Origin!.Fingerprint!])];
    }

    private static bool IsSite(string identity) => Uri.TryCreate(identity[Address.Length..], UriKind.Absolute, out var url) && url.PathAndQuery == "/";
}
