using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>Kinds of sections that a document names and this store does not have.</summary>
internal static class ForeignKinds
{
    /// <summary>The story with such sections of the kind <c>other</c>, and a guess and a warning that say so. Its fingerprint stays that of its document.</summary>
    /// <param name="story">The story as it was read.</param>
    /// <param name="known">The kinds of the store.</param>
    public static ReadStory Replace(ReadStory story, IReadOnlyCollection<string> known)
    {
        var foreign = story.Draft.Sections.Where(section => !known.Contains(section.KindSlug)).ToList();
        if (foreign.Count == 0)
        {
            return story;
        }

        List<Guess> guesses =
        [
            .. story.Guesses,
            .. foreign.Select(section => new Guess(
                "sections.kind", $"{KindClassifier.Other}: {section.Heading}", $"The document calls it {section.KindSlug}, which is no kind here.", 0.3)),
        ];
        if (story.Draft.Origin is { } origin)
        {
            origin.Guesses.Clear();
            origin.Guesses.AddRange(guesses);
        }

        return story with
        {
            Draft = story.Draft with
            {
                Sections = [.. story.Draft.Sections.Select(section => known.Contains(section.KindSlug) ? section : section with { KindSlug = KindClassifier.Other })],
            },
            Guesses = guesses,
            Warnings =
            [
                .. story.Warnings,
                .. foreign.Select(section => section.KindSlug).Distinct(StringComparer.Ordinal)
                    .Select(kind => $"There is no section kind {kind} here; its sections are of the kind {KindClassifier.Other}."),
            ],
        };
    }
}
