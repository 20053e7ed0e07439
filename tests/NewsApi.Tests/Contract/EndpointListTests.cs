using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NewsApi.Tests.Contract;

/// <summary>Every route in one list, so that a new or a lost one shows as one line of a difference.</summary>
public sealed class EndpointListTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Fact]
    public void The_endpoints_are_those_of_the_list()
    {
        var endpoints = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method =>
                $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')} {(endpoint.Metadata.GetMetadata<IAuthorizeData>() is null ? "anonymous" : "authorized")}"))
            .Order(StringComparer.Ordinal);

        Snapshot.Matches(string.Join('\n', endpoints) + "\n", "endpoints.txt");
    }
}
