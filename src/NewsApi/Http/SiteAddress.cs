using Microsoft.Extensions.Options;
using NewsApi.Site;

namespace NewsApi.Http;

/// <summary>Where the site is reached, for addresses that must be absolute, and what it is called.</summary>
internal sealed class SiteAddress(IOptions<SiteOptions> options)
{
    /// <summary>Name of the site.</summary>
    public string Name => options.Value.Name;

    /// <summary><c>Site:BaseUrl</c>, or scheme and host of the request, without a slash at the end; empty, for a relative address, where neither is known.</summary>
    public string Of(HttpRequest request) =>
        !string.IsNullOrEmpty(options.Value.BaseUrl) ? options.Value.BaseUrl.TrimEnd('/')
        : request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}"
        : "";
}
