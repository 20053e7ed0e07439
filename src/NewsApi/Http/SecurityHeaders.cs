namespace NewsApi.Http;

/// <summary>What browsers must not do with an answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing is loaded or framed by what is no page.</summary>
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Scripts, styles and requests of this server alone, nothing inline. Swagger UI has its icons as <c>data:</c> in its styles.</summary>
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Pages with scripts and styles of a library.</summary>
    private static readonly string[] Pages = ["/swagger"];

    /// <summary>
    /// Sets them: no guessing of types, no address of a page given away, nothing loaded or framed by what is no page, and over
    /// https only https from then on, except where a developer looks at a server of his own.
    /// </summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy =
            Array.Exists(Pages, page => context.Request.Path.StartsWithSegments(page, StringComparison.OrdinalIgnoreCase)) ? Page : NoPage;

        if (context.Request.IsHttps && context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>Lets an answer be a page of ours: with scripts, styles and pictures that this site serves as files, and with nothing of anybody else.</summary>
    public static void AllowPage(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types reader";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
