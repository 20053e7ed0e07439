using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>An action that answers in other media types than JSON.</summary>
internal interface IOffersMediaTypes
{
    /// <summary>Its media types, the one that is taken where any will do first.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Media types a client may ask for to get one of them.</summary>
    IReadOnlyList<string> Accepted => MediaTypes;

    /// <summary>Whether a request says in another way than by <c>Accept</c> which it wants.</summary>
    bool IsSettled(HttpRequest request);
}

/// <summary>
/// Which of several media types a client wants (RFC 9110, section 12.5.1). The framework's own negotiation takes
/// <c>application/json;charset=utf-8</c> for something else than <c>application/json</c>, and <c>q=0</c> for a wish.
/// </summary>
internal static class Negotiation
{
    /// <summary>The one that is wanted most, of several the first; null where none is accepted.</summary>
    /// <param name="accepted">What <c>Accept</c> says; empty where it says nothing, and any will do.</param>
    /// <param name="offered">What there is.</param>
    public static string? BestOrNull(IList<MediaTypeHeaderValue> accepted, IReadOnlyList<string> offered)
    {
        if (accepted.Count == 0)
        {
            return offered[0];
        }

        var best = offered.Select(type => (Type: type, Quality: QualityOf(type, accepted))).MaxBy(one => one.Quality);
        return best.Quality > 0 ? best.Type : null;
    }

    /// <summary>The most specific range decides: "*/*, application/json;q=0" wants anything but JSON.</summary>
    private static double QualityOf(string type, IList<MediaTypeHeaderValue> accepted)
    {
        // Not the framework's own comparison, for which application/json takes whatever ends in +json.
        var offered = new MediaTypeHeaderValue(type);
        var decisive = accepted
            .Where(range => range.MatchesAllTypes
                || (range.Type.Equals(offered.Type, StringComparison.OrdinalIgnoreCase) && (range.MatchesAllSubTypes || range.SubType.Equals(offered.SubType, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return decisive is null ? 0 : decisive.Quality ?? 1;
    }
}
