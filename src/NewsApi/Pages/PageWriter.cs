using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;

namespace NewsApi.Pages;

/// <summary>Writes pages: a view, which is a component that gets what it shows as <c>Model</c>, and what every page says of the site around it.</summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory logs, PageFiles files, SiteAddress site)
{
    /// <summary>Writes a page as the body of the answer.</summary>
    public async Task WriteAsync<TView>(HttpContext context, object model)
        where TView : View
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = Frame.Of(context.Request, site, files),
            [nameof(CascadingValue<>.IsFixed)] = true,
            [nameof(CascadingValue<>.ChildContent)] = Render<TView>(model),
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Frame>>(parameters)).ToHtmlString());
        SecurityHeaders.AllowPage(context.Response.Headers);
        context.Response.ContentType = $"{PageAttribute.Html}; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static RenderFragment Render<TView>(object model)
        where TView : View => tree =>
        {
            tree.OpenComponent<TView>(0);
            tree.AddComponentParameter(1, "Model", model);
            tree.CloseComponent();
        };
}

/// <summary>An answer that is a page.</summary>
/// <typeparam name="TView">What shows it.</typeparam>
/// <param name="model">What it shows.</param>
internal sealed class PageResult<TView>(object model) : ObjectResult(model)
    where TView : View
{
    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<PageWriter>().WriteAsync<TView>(context.HttpContext, Value!);
}
