namespace NewsApi.Site;

/// <summary>Languages as sitemaps and RSS name them, which know Chinese by countries only.</summary>
internal static class SiteLanguage
{
    /// <summary>The name of a language (BCP 47): <c>zh-tw</c>, <c>zh-cn</c>, or the code of ISO 639 alone.</summary>
    public static string Of(string language)
    {
        var parts = language.ToLowerInvariant().Split('-');
        return parts[0] != "zh" ? parts[0]
            : parts.Contains("hant") || parts.Contains("tw") || parts.Contains("hk") || parts.Contains("mo") ? "zh-tw"
            : "zh-cn";
    }
}
