namespace NewsApi.Pages;

/// <summary>Addresses of others that pages link to.</summary>
internal static class WebAddress
{
    /// <summary>An address on the web; null for what a click must not lead to, such as <c>javascript:</c>.</summary>
    public static string? OrNull(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address.AbsoluteUri : null;
}
