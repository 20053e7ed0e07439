using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Says that an error is about a parameter or a place in the body, never both, and that what is not told is absent rather than null.</summary>
internal sealed class ProblemErrorSchema : ISchemaFilter
{
    private static readonly string[] Places = ["parameter", "pointer"];

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ApiProblemError) || schema is not OpenApiSchema own)
        {
            return;
        }

        foreach (var place in Places)
        {
            ((OpenApiSchema)own.Properties![place]).Type = JsonSchemaType.String;
        }

        ((OpenApiSchema)own.Properties!["pointer"]).Pattern = "^(/([^~/]|~[01])*)*$";
        own.OneOf = [.. Places.Select(place => new OpenApiSchema { Required = new HashSet<string> { place } })];
    }
}
