using System.Net;
using System.Net.Http.Headers;
using NewsApi.Fetching;
using NewsApi.Http;
using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Subscriptions;

/// <summary>Gets a feed and reads it. It takes time and nothing of the store, so no transaction waits for it.</summary>
internal sealed class FeedFetcher(WebFetcher web, Importer importer, TimeProvider clock)
{
    private const string Accept =
        "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";

    // What a server sends as a tag, it gets back whole or not at all.
    private const int MaxValidatorLength = 1000;

    /// <summary>Asks for a feed, unless it is what was read last.</summary>
    public async Task<FetchedFeed> FetchAsync(FeedSubscription subscription, CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept"] = Accept };
        if (subscription.Poll!.EntityTag is { } tag)
        {
            headers["If-None-Match"] = tag;
        }

        if (subscription.Poll.LastModified is { } date)
        {
            headers["If-Modified-Since"] = date;
        }

        return await web.GetAsync(new Uri(subscription.Url), headers, cancel) switch
        {
            WebAnswer.Answered answer => Take(answer, subscription),
            WebAnswer.Failed failed => new FetchedFeed.Failed(failed.Reason),
            var other => throw new InvalidOperationException($"{other} is no answer."),
        };
    }

    private FetchedFeed Take(WebAnswer.Answered answer, FeedSubscription subscription)
    {
        var movedTo = answer.MovedTo?.AbsoluteUri is { Length: <= WireLimits.Url } address && address != subscription.Url ? address : null;
        switch (answer.Status)
        {
            case HttpStatusCode.NotModified when subscription.Poll is { EntityTag: not null } or { LastModified: not null }:
                return new FetchedFeed.NotModified(movedTo);
            case HttpStatusCode.Gone:
                return new FetchedFeed.Failed("The server answers 410 Gone: there is no such feed any more. The subscription is no longer active.", IsGone: true);
            case HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                return new FetchedFeed.Failed($"The server answers {WebFetcher.Named(answer.Status)}.", RetryAt(answer.Headers.RetryAfter));
            case not HttpStatusCode.OK:
                return new FetchedFeed.Failed($"The server answers {WebFetcher.Named(answer.Status)}.");
        }

        try
        {
            var type = answer.ContentHeaders.ContentType;
            var opened = Importer.Open(new ImportedDocument(
                movedTo ?? subscription.Url,
                MediaType(type?.MediaType),
                answer.Body,
                subscription.SourceName,
                type?.CharSet?.Trim('"'),
                subscription.Zone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null));
            if (opened.Kind is not (DocumentKind.Feed or DocumentKind.JsonFeed or DocumentKind.Ninjs))
            {
                return new FetchedFeed.Failed($"The answer is {Named(opened.Kind)}, not a feed.");
            }

            var document = importer.Read(opened);
            return new FetchedFeed.Read(document, ValidatorOrNull(answer.Headers, "ETag"), ValidatorOrNull(answer.ContentHeaders, "Last-Modified"), movedTo);
        }
        catch (UnreadableDocumentException exception)
        {
            return new FetchedFeed.Failed(exception.Message);
        }
    }

    /// <summary>The media type as far as servers can be believed: of one that says little, the document itself says more.</summary>
    private static string MediaType(string? given)
    {
        var type = given?.ToLowerInvariant() ?? "";
        return type.Length == 0 ? "application/octet-stream"
            : type is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/xhtml+xml" ? type
            : type.EndsWith("+xml", StringComparison.Ordinal) ? "application/xml"
            : type is "application/feed+json" or "application/vnd.iptc.ninjs+json" ? type
            : type.EndsWith("+json", StringComparison.Ordinal) ? "application/json"
            : type.StartsWith("text/", StringComparison.Ordinal) && type is not ("text/html" or "text/plain" or "text/xml" or "text/json") ? "application/octet-stream"
            : type;
    }

    private static string Named(DocumentKind kind) => kind switch
    {
        DocumentKind.Html => "a page of HTML",
        DocumentKind.Export => "an export of a store",
        _ => "plain text",
    };

    private DateTimeOffset? RetryAt(RetryConditionHeaderValue? after) =>
        after?.Delta is { } delta ? clock.GetUtcNow() + (delta < FeedPolling.Longest ? delta : FeedPolling.Longest) : after?.Date;

    private static string? ValidatorOrNull(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 and <= MaxValidatorLength } value ? value : null;
}
