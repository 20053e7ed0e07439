namespace NewsApi.Http;

/// <summary>Language tags (BCP 47).</summary>
internal static class LanguageTag
{
    /// <summary>The tag in the case it is stored in (RFC 5646, section 2.1.1): <c>ZH-hant-tw</c> is <c>zh-Hant-TW</c>.</summary>
    public static string Canonical(string tag) => string.Join('-', tag.Split('-').Select((part, index) => (index, part.Length) switch
    {
        (0, _) => part.ToLowerInvariant(),
        (_, 4) => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
        (_, 2) => part.ToUpperInvariant(),
        _ => part.ToLowerInvariant(),
    }));
}
