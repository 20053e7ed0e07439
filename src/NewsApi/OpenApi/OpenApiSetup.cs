using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Http;
using NewsApi.Paging;
using Swashbuckle.AspNetCore.Swagger;

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
            swagger.AddServer(new OpenApiServer { Url = "/", Description = "This server." });
            swagger.IncludeXmlComments(typeof(OpenApiSetup).Assembly, includeControllerXmlComments: true);
            swagger.SupportNonNullableReferenceTypes();
            swagger.NonNullableReferenceTypesAsRequired();
            swagger.UseInlineDefinitionsForEnums();
            swagger.CustomSchemaIds(SchemaNames.Of);

            // How the values of parameters are written; their classes are for reading them, not for clients.
            swagger.MapType<Cursor>(() => Text("^[A-Za-z0-9_-]+$", Cursor.MaxLength));
            swagger.MapType<DayOrInstant>(() => Text(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2}))?$", 33));
            swagger.MapType<Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", MaxLength = 33 });
            swagger.MapType<IdList>(() => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 1,
                MaxItems = IdList.MaxCount,
                Items = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
            });

            swagger.SchemaFilter<SchemaLimits>();
            swagger.SchemaFilter<BlockUnion>();
            swagger.ParameterFilter<ParameterExamples>();
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

    private static OpenApiSchema Text(string pattern, int maxLength) => new() { Type = JsonSchemaType.String, Pattern = pattern, MaxLength = maxLength };
}

/// <summary>The document as text, made once for each version of the specification.</summary>
internal sealed class OpenApiText(ISwaggerProvider swagger)
{
    private readonly Lazy<string> _v31 = new(() => Write(swagger, OpenApiSpecVersion.OpenApi3_1));
    private readonly Lazy<string> _v30 = new(() => Write(swagger, OpenApiSpecVersion.OpenApi3_0));

    /// <summary>The document in a version of the specification, indented, ending in a line break.</summary>
    public string Of(OpenApiSpecVersion version) => version == OpenApiSpecVersion.OpenApi3_1 ? _v31.Value : _v30.Value;

    private static string Write(ISwaggerProvider swagger, OpenApiSpecVersion version)
    {
        using var writer = new StringWriter();
        var json = new OpenApiJsonWriter(writer);
        swagger.GetSwagger("v1").SerializeAs(version, json);

        // The library's writer escapes Han characters; the contract shows them as themselves.
        return JsonNode.Parse(writer.ToString())!.ToJsonString(WireJson.Indented) + "\n";
    }
}
