namespace NewsApi.Http;

/// <summary>Most characters or items of what goes over the wire, as the OpenAPI document states them.</summary>
internal static class WireLimits
{
    /// <summary>A slug or anchor.</summary>
    public const int Slug = 200;

    /// <summary>A BCP 47 tag.</summary>
    public const int Language = 35;

    /// <summary>A headline, heading, name or title.</summary>
    public const int Line = 500;

    /// <summary>A paragraph.</summary>
    public const int Text = 20_000;

    /// <summary>A whole page.</summary>
    public const int Document = 10_000_000;

    /// <summary>A path on this server.</summary>
    public const int Path = 300;

    /// <summary>An address on the web.</summary>
    public const int Url = 2000;

    /// <summary>Items that come in small numbers: tags, authors, media, lists.</summary>
    public const int Few = 100;

    /// <summary>Items that come in larger numbers: sections, blocks, points of a list.</summary>
    public const int Many = 1000;

    /// <summary>Most characters of a search.</summary>
    public const int Query = 200;
}
