namespace NewsApi.Http;

/// <summary>Marks a controller whose answers are pages for people, in HTML; so are its errors.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PageAttribute : Attribute, IOffersMediaTypes
{
    /// <summary>Media type of a page.</summary>
    public const string Html = "text/html";

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = [Html];

    /// <inheritdoc/>
    public bool IsSettled(HttpRequest request) => false;
}

/// <summary>Shows errors to people.</summary>
internal interface IErrorPage
{
    /// <summary>Writes an error as the body of the answer, whose status is set.</summary>
    Task WriteAsync(HttpContext context, ApiProblem problem);
}
