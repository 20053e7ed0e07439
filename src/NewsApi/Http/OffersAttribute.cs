namespace NewsApi.Http;

/// <summary>Marks an action that answers in one media type that is not JSON.</summary>
/// <param name="mediaType">The media type.</param>
/// <param name="alsoKnownAs">Other types that clients who take it may ask for, such as that of any XML.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OffersAttribute(string mediaType, params string[] alsoKnownAs) : Attribute, IOffersMediaTypes
{
    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = [mediaType];

    /// <inheritdoc/>
    public IReadOnlyList<string> Accepted { get; } = [mediaType, .. alsoKnownAs];

    /// <inheritdoc/>
    public bool IsSettled(HttpRequest request) => false;
}
