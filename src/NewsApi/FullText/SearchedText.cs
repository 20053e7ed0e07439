using NewsApi.Model;

namespace NewsApi.FullText;

/// <summary>A text of an article that is searched: a phrase is looked for within one, never across two.</summary>
/// <param name="Part">What of the article it is.</param>
/// <param name="Section">Number of its section; null outside of one.</param>
/// <param name="Text">The text.</param>
internal readonly record struct SearchedText(SearchedPart Part, int? Section, string Text)
{
    /// <summary>The texts of an article, with its media, sections and blocks loaded.</summary>
    public static IEnumerable<SearchedText> Of(Article article)
    {
        yield return new SearchedText(SearchedPart.Headline, null, article.Headline);
        if (article.Summary is { } summary)
        {
            yield return new SearchedText(SearchedPart.Summary, null, summary);
        }

        foreach (var text in article.Sections.OrderBy(section => section.Number).SelectMany(Of))
        {
            yield return text;
        }

        foreach (var media in article.Media.OrderBy(media => media.Number).Where(media => media.Caption is not null))
        {
            yield return new SearchedText(SearchedPart.Body, null, media.Caption!);
        }
    }

    /// <summary>The texts of a section, with its blocks loaded.</summary>
    public static IEnumerable<SearchedText> Of(Section section)
    {
        if (section.Heading is { } heading)
        {
            yield return new SearchedText(SearchedPart.Heading, section.Number, heading);
        }

        if (section.Speaker is { } speaker && section.Heading?.Contains(speaker, StringComparison.Ordinal) != true)
        {
            yield return new SearchedText(SearchedPart.Heading, section.Number, speaker);
        }

        foreach (var text in section.Blocks.OrderBy(block => block.Number).SelectMany(block => block.Texts()))
        {
            yield return new SearchedText(SearchedPart.Body, section.Number, text);
        }
    }
}

/// <summary>A part of an article, as far as searching tells them apart.</summary>
public enum SearchedPart
{
    /// <summary>The headline.</summary>
    Headline,

    /// <summary>A heading of a section, or who speaks in it.</summary>
    Heading,

    /// <summary>The summary.</summary>
    Summary,

    /// <summary>The text of the sections, and what stands under pictures.</summary>
    Body,
}
