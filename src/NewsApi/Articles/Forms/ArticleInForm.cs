using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NewsApi.Http;
using NewsApi.Site;

namespace NewsApi.Articles.Forms;

/// <summary>An article that is answered in one of its forms. What is between here and the wire, such as the conversion to the other script, sees the article.</summary>
/// <param name="article">The article.</param>
/// <param name="form">The form; null for JSON.</param>
internal sealed class ArticleInForm(ArticleResponse article, ArticleForm? form) : ObjectResult(article)
{
    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context)
    {
        if (form is null)
        {
            return base.ExecuteResultAsync(context);
        }

        var services = context.HttpContext.RequestServices;
        var place = new Place(services.GetRequiredService<SiteAddress>().Of(context.HttpContext.Request), services.GetRequiredService<IOptions<SiteOptions>>().Value.Name);
        return new FileContentResult(form.Write((ArticleResponse)Value!, place), $"{form.MediaType}; charset=utf-8").ExecuteResultAsync(context);
    }
}
