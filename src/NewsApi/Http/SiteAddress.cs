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
        : request.Host.HasValue ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}"
        : "";

    /// <summary>What the paths of the site begin with, for links within it: empty, or such as <c>/news</c> where it is not at the root of its host.</summary>
    public string PathOf(HttpRequest request) =>
        !string.IsNullOrEmpty(options.Value.BaseUrl) ? new Uri(options.Value.BaseUrl).AbsolutePath.TrimEnd('/') : request.PathBase.ToUriComponent();
}
