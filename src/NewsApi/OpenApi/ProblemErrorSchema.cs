using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Says that an error is about a parameter or a place in the body, never both.</summary>
internal sealed class ProblemErrorSchema : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ApiProblemError) || schema is not OpenApiSchema own)
        {
            return;
        }

        // The detail and one more. Said with "oneOf", generated clients would lose the types of both.
        (own.MinProperties, own.MaxProperties) = (2, 2);
        ((OpenApiSchema)own.Properties!["pointer"]).Pattern = "^(/([^~/]|~[01])*)*$";
    }
}
