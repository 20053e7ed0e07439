using Microsoft.Extensions.FileProviders;
using Microsoft.OpenApi;
using NewsApi.Http;
using NewsApi.Paging;

namespace NewsApi.OpenApi;

/// <summary>The machine-readable contract: <c>/openapi/v1.json</c> (3.1), <c>/openapi/v1-3.0.json</c> (3.0), each also in Chinese, and Swagger UI over the first.</summary>
internal static class OpenApiSetup
{
    private const string Document = "v1", PagePath = "/swagger", Language = "lang", Root = "/";

    /// <summary>Where the page is. Its files are below.</summary>
    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase) { PagePath, $"{PagePath}/", $"{PagePath}/index.html" };

    public static void AddOpenApiDocument(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenApiText>();
        builder.Services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc(Document, ApiInfo.Create());
            swagger.AddServer(new OpenApiServer
            {
                Url = Root,
                Description = "The server that sent this document, be it local, staging or production.",
                Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) },
            });
            swagger.IncludeXmlComments(typeof(OpenApiSetup).Assembly, includeControllerXmlComments: true);
            swagger.SupportNonNullableReferenceTypes();
            swagger.NonNullableReferenceTypesAsRequired();
            swagger.CustomSchemaIds(SchemaNames.Of);

            // How the values of parameters are written; their classes are for reading them, not for clients.
            swagger.MapType<Cursor>(() => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]+$", MaxLength = Cursor.MaxLength });
            swagger.MapType<DayOrInstant>(() => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 33, AnyOf = [Time("date", 10), Time("date-time", 33)] });
            swagger.MapType<Instant>(() => Time("date-time", 33));
            swagger.MapType<IdList>(() => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 1,
                MaxItems = IdList.MaxCount,
                Items = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
            });

            swagger.SchemaFilter<SchemaNulls>();
            swagger.SchemaFilter<SchemaLimits>();
            swagger.SchemaFilter<SchemaExamples>();
            swagger.SchemaFilter<BlockUnion>();
            swagger.SchemaFilter<ProblemErrorSchema>();
            swagger.ParameterFilter<ParameterExamples>();
            swagger.OperationFilter<WriteAnswers>();
            swagger.OperationFilter<CommonAnswers>();
            swagger.DocumentFilter<CommonComponents>();
        });
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder endpoints)
    {
        Map("/openapi/v1.json", OpenApiSpecVersion.OpenApi3_1);
        Map("/openapi/v1-3.0.json", OpenApiSpecVersion.OpenApi3_0);

        void Map(string path, OpenApiSpecVersion version) => endpoints
            .MapGet(path, context => WriteAsync(context, context.RequestServices.GetRequiredService<OpenApiText>(), version))
            .ExcludeFromDescription();
    }

    /// <summary>Swagger UI: the library's scripts, a page of our own around them.</summary>
    public static void UseSwaggerPage(this IApplicationBuilder app)
    {
        var files = new EmbeddedFileProvider(typeof(OpenApiSetup).Assembly, $"{typeof(OpenApiSetup).Namespace}.Page");
        var page = new Lazy<string>(() =>
        {
            using var reader = new StreamReader(files.GetFileInfo("index.html").CreateReadStream());
            return reader.ReadToEnd();
        });
        app.Use((context, next) => Addresses.Contains(context.Request.Path.Value!) && HttpMethods.IsGet(context.Request.Method) ? WriteAsync(context, page.Value) : next(context));
        app.UseStaticFiles(new StaticFileOptions { RequestPath = PagePath, FileProvider = files });
        app.UseSwaggerUI(ui => ui.RoutePrefix = PagePath.TrimStart('/'));
    }

    /// <summary>The page, with its addresses where the site is.</summary>
    private static Task WriteAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page.Replace("=\"/", $"=\"{PathOf(context)}/", StringComparison.Ordinal), context.RequestAborted);
    }

    private static string PathOf(HttpContext context) => context.RequestServices.GetRequiredService<SiteAddress>().PathOf(context.Request);

    /// <summary>
    /// In English whoever asks, because tools compare and generate from it; in Chinese where the address says so, for people.
    /// </summary>
    private static Task WriteAsync(HttpContext context, OpenApiText text, OpenApiSpecVersion version)
    {
        var language = context.Request.Query[Language].ToString();
        if (!OpenApiText.Languages.TryGetValue(language.Length > 0 ? language : OpenApiText.English, out var tag))
        {
            return ApiProblems.WriteAsync(
                context, StatusCodes.Status400BadRequest, errors: [new ApiProblemError { Parameter = Language, Detail = $"must be {string.Join(" or ", OpenApiText.Languages.Keys)}" }]);
        }

        context.Response.Headers.ContentLanguage = tag;
        var document = text.Of(version, language);
        if (PathOf(context) is { Length: > 0 } path)
        {
            document = document.Replace($"\"url\": \"{Root}\"", $"\"url\": \"{path}\"", StringComparison.Ordinal);
        }

        return Results.Text(document, "application/json").ExecuteAsync(context);
    }

    private static OpenApiSchema Time(string format, int maxLength) => new() { Type = JsonSchemaType.String, Format = format, MaxLength = maxLength };
}
