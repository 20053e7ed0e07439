using NewsApi.Http;
using NewsApi.Pages.Views;

namespace NewsApi.Pages;

/// <summary>Errors as pages.</summary>
internal sealed class ErrorPage(PageWriter pages) : IErrorPage
{
    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, ApiProblem problem) => pages.WriteAsync<ErrorView>(context, problem);
}
