namespace NewsApi.Http;

/// <summary>Marks an action that answers in one media type that is not JSON. Its address says so; whatever <c>Accept</c> says, there is no other.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OffersAttribute(string mediaType) : Attribute, IOffersMediaTypes
{
    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = [mediaType];

    /// <inheritdoc/>
    public bool IsSettled(HttpRequest request) => true;
}
