namespace NewsApi.Site;

/// <summary>What the site says of itself: section <c>Site</c>.</summary>
internal sealed class SiteOptions
{
    /// <summary>Name of the site, as publisher in feeds, sitemaps and forms for others.</summary>
    public string Name { get; init; } = "NewsApi";

    /// <summary>Zone of printed times that name none, and of <c>from</c> and <c>to</c> given as a day: an IANA name. Default <c>Asia/Shanghai</c>.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Absolute address under which readers reach the site, without a slash at its end; null takes the address of each request.</summary>
    public string? BaseUrl { get; init; }
}
