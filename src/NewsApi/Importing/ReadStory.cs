using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>One story as a reader understood it.</summary>
/// <param name="Draft">What it says.</param>
/// <param name="Guesses">What the document did not say outright.</param>
/// <param name="Warnings">What was left out or looks wrong, each in a sentence.</param>
/// <param name="Identity">What tells the story apart from all others and stays when it changes, such as its address; null where it has no such thing.</param>
/// <param name="Fingerprint">The fingerprint of the document that the store it is from made it of; null where it is from no store, or was written there.</param>
internal sealed record ReadStory(ArticleDraft Draft, IReadOnlyList<Guess> Guesses, IReadOnlyList<string> Warnings, string? Identity = null, string? Fingerprint = null);

/// <summary>A document that is nothing a reader can read.</summary>
/// <param name="detail">What is wrong with it, in a sentence that the sender reads.</param>
internal sealed class UnreadableDocumentException(string detail) : Exception(detail);
