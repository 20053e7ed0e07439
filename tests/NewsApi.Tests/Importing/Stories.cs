using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>Stories as a reader gives them, and as the importer hands them on.</summary>
internal static class Stories
{
    /// <summary>The story within what an article may hold.</summary>
    public static ReadStory Fit(ReadStory story)
    {
        var warnings = new List<string>(story.Warnings);
        return story with { Draft = DraftLimits.Fit(story.Draft, warnings), Warnings = warnings };
    }
}
