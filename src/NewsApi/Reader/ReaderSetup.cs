using System.Text.Encodings.Web;
using System.Text.Unicode;
using NewsApi.Http;

namespace NewsApi.Reader;

/// <summary>The pages for people.</summary>
internal static class ReaderSetup
{
    public static void AddReader(this IHostApplicationBuilder builder)
    {
        // Han characters stand for themselves; what is markup does not.
        builder.Services.AddWebEncoders(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSingleton<ReaderFiles>();
        builder.Services.AddSingleton<PageWriter>();
        builder.Services.AddSingleton<IErrorPage, ErrorPage>();
    }

    public static void MapReaderFiles(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/assets/{version}/{name}", (HttpContext context, string version, string name, ReaderFiles files) => files.Get(context, version, name))
        .ExcludeFromDescription();
}
