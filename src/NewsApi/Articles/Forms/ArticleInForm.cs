using Microsoft.AspNetCore.Mvc;

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

        return new FileContentResult(form.Write((ArticleResponse)Value!, Place.Of(context.HttpContext.Request)), $"{form.MediaType}; charset=utf-8").ExecuteResultAsync(context);
    }
}
