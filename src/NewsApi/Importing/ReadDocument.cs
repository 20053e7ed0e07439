using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>A document, and the stories that were read in it.</summary>
/// <param name="MediaType">What it was read as.</param>
/// <param name="Decoded">Its text, and the encoding it was read in.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="Repairs">The repairs made to its text.</param>
/// <param name="Stories">Its stories, each with its origin.</param>
/// <param name="Warnings">What is wrong with the document as a whole, each in a sentence.</param>
internal sealed record ReadDocument(
    string MediaType, DecodedText Decoded, string Sha256, IReadOnlyList<TextChange> Repairs, IReadOnlyList<ReadStory> Stories, IReadOnlyList<string> Warnings)
{
    /// <summary>For each story the place of the first one that is the same by its identity or, without one, by what it says; its own where it is the first.</summary>
    public IReadOnlyList<int> Firsts { get; } = StoryIdentities.FirstsOf(Stories);
}
