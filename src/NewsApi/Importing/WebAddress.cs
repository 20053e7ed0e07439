using NewsApi.Http;

namespace NewsApi.Importing;

/// <summary>Addresses in pages, made absolute.</summary>
internal static class WebAddress
{
    /// <summary>The absolute http or https address of a reference; null for any other.</summary>
    public static string? OrNull(string? reference, Uri? root)
    {
        var trimmed = reference?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > WireLimits.Url || trimmed[0] == '#')
        {
            return null;
        }

        var isResolved = root is null
            ? Uri.TryCreate(trimmed.StartsWith("//", StringComparison.Ordinal) ? "https:" + trimmed : trimmed, UriKind.Absolute, out var uri)
            : Uri.TryCreate(root, trimmed, out uri);
        if (!isResolved || uri is null || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var address = uri.AbsoluteUri.Replace("\\", "%5C", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
        return address.Length > WireLimits.Url || PlainText.WrongInLineOrNull(address, WireLimits.Url) is not null || address.Any(char.IsWhiteSpace) ? null : address;
    }
}
