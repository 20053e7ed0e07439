using NewsApi.Http;
using NewsApi.Reader.Views;

namespace NewsApi.Reader;

/// <summary>Errors as pages.</summary>
internal sealed class ErrorPage(PageWriter pages) : IErrorPage
{
    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, ApiProblem problem) => pages.WriteAsync<ErrorView>(context, problem);
}
