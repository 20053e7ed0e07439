using System.Text.Encodings.Web;
using System.Text.Unicode;
using NewsApi.Http;

namespace NewsApi.Pages;

/// <summary>The pages for people.</summary>
internal static class PagesSetup
{
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        // Han characters stand for themselves; what is markup does not.
        builder.Services.AddWebEncoders(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSingleton<PageFiles>();
        builder.Services.AddSingleton<PageWriter>();
        builder.Services.AddSingleton<IErrorPage, ErrorPage>();
    }

    public static void MapPageFiles(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/assets/{version}/{name}", context => context.RequestServices.GetRequiredService<PageFiles>()
            .Get(context, (string)context.GetRouteValue("version")!, (string)context.GetRouteValue("name")!).ExecuteAsync(context))
        .ExcludeFromDescription();
}
