using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>The text of a story, understood.</summary>
/// <param name="Sections">Its sections, the lead first.</param>
/// <param name="RelatedNews">Lists of other news that stand with it.</param>
/// <param name="Media">Pictures, videos and sound of the whole story.</param>
/// <param name="Guesses">What was guessed.</param>
internal sealed record HtmlContent(IReadOnlyList<SectionDraft> Sections, IReadOnlyList<RelatedNewsDraft> RelatedNews, IReadOnlyList<MediaItem> Media, IReadOnlyList<Guess> Guesses);
