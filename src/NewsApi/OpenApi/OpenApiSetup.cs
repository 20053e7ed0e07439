using Microsoft.OpenApi;
using NewsApi.Http;
using NewsApi.Paging;

namespace NewsApi.OpenApi;

/// <summary>The machine-readable contract: <c>/openapi/v1.json</c> (3.1), <c>/openapi/v1-3.0.json</c> (3.0) and Swagger UI over the first.</summary>
internal static class OpenApiSetup
{
    private const string Document = "v1";

    public static void AddOpenApiDocument(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenApiText>();
        builder.Services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc(Document, ApiInfo.Create());
            swagger.AddServer(new OpenApiServer
            {
                Url = "/",
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
            .MapGet(path, (OpenApiText text) => Results.Text(text.Of(version), "application/json"))
            .ExcludeFromDescription();
    }

    public static void UseSwaggerPage(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "swagger";
        page.DocumentTitle = "NewsApi";
        page.SwaggerEndpoint("/openapi/v1.json", "NewsApi v1");
        page.EnableDeepLinking();
        page.DisplayRequestDuration();
        page.EnableTryItOutByDefault();
        page.DefaultModelsExpandDepth(0);
    });

    private static OpenApiSchema Time(string format, int maxLength) => new() { Type = JsonSchemaType.String, Format = format, MaxLength = maxLength };
}
