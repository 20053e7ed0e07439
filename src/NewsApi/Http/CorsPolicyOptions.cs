namespace NewsApi.Http;

/// <summary>Which web pages may use the API: section <c>Cors</c>.</summary>
internal sealed class CorsPolicyOptions
{
    /// <summary>
    /// Origins with spaces between them, such as <c>https://news.example</c>, whose pages may read and write; or <c>*</c> for
    /// all, which may only read. Default <c>*</c>: what is read without a key is public.
    /// </summary>
    public string Origins { get; init; } = "*";
}
