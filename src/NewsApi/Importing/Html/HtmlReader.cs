using Microsoft.Extensions.Options;
using NewsApi.Importing.Understanding;

namespace NewsApi.Importing.Html;

/// <summary>Finds the story in a page of HTML, and what the page says about it.</summary>
internal sealed class HtmlReader(IOptions<UnderstandingOptions> understanding, TimeProvider clock)
{
    /// <summary>Reads a whole page.</summary>
    /// <param name="html">The page, decoded.</param>
    /// <param name="address">Where it came from, for relative links; null where unknown.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <exception cref="UnreadableDocumentException">The page is nothing that can be read.</exception>
    public ReadStory Read(string html, Uri? address, TimeZoneInfo zone) => throw new NotImplementedException($"{understanding} {clock} {html} {address} {zone}");

    /// <summary>Reads a piece of HTML that is a story's text alone, as feeds have it: no part of it is left out as navigation.</summary>
    /// <param name="html">The piece; text without markup is one paragraph per line.</param>
    /// <param name="address">Where the story is, for relative links; null where unknown.</param>
    public HtmlContent ReadFragment(string html, Uri? address) => throw new NotImplementedException($"{understanding} {clock} {html} {address}");
}
