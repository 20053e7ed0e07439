namespace NewsApi.Http;

/// <summary>Which web pages may read the API: section <c>Cors</c>.</summary>
internal sealed class CorsPolicyOptions
{
    /// <summary>Origins with spaces between them, such as <c>https://news.example</c>, or <c>*</c> for all. Default <c>*</c>: there is nothing to read that is not public.</summary>
    public string Origins { get; init; } = "*";
}
