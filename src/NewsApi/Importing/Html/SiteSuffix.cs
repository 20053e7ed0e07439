namespace NewsApi.Importing.Html;

/// <summary>The name of the site that titles end in.</summary>
internal static class SiteSuffix
{
    private static readonly string[] Separators = [" | ", "｜", " - ", " – ", " — ", " :: ", " » ", " · ", "_", "|", "－", "—", "-"];

    /// <summary>Cuts the site off a title.</summary>
    /// <param name="title">The title.</param>
    /// <param name="site">The name of the site; null where unknown.</param>
    /// <param name="heading">The first heading of the page, which a title often repeats; null where there is none.</param>
    /// <param name="isPageTitle">Whether it is the title of the page, which mostly ends in the site, and not that of the story.</param>
    public static string Cut(string title, string? site, string? heading, bool isPageTitle)
    {
        foreach (var separator in Separators)
        {
            if (site is not null && title.EndsWith(separator.TrimEnd() + (separator.EndsWith(' ') ? " " : "") + site, StringComparison.OrdinalIgnoreCase))
            {
                return Cut(title[..^(separator.Length + site.Length)].Trim(), null, heading, isPageTitle);
            }
        }

        if (heading is { Length: > 4 } && title.Length > heading.Length && title.StartsWith(heading, StringComparison.Ordinal)
            && Separators.Any(separator => title[heading.Length..].TrimStart().StartsWith(separator.Trim(), StringComparison.Ordinal)))
        {
            return heading;
        }

        if (!isPageTitle)
        {
            return title;
        }

        foreach (var separator in Separators[..^2])
        {
            // Of 標題_頻道_站名 the first piece is the title; of "A - b - Site" only the last piece is surely none.
            var isOfPieces = separator is "_" or "|" or "｜" or " | ";
            var at = isOfPieces ? title.IndexOf(separator, StringComparison.Ordinal) : title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && PlainWords.Weight(title.AsSpan(0, at)) >= 10 && (isOfPieces || at > title.Length - at))
            {
                return title[..at].Trim();
            }
        }

        return title;
    }
}
