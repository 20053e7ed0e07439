using System.Reflection;
using FluentValidation;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Describes merge patches (RFC 7396) by what they change: the same members, of which any may be absent.</summary>
internal static class PatchSchemas
{
    private const string Input = "Input";

    /// <summary>The record that an operation patches: the one whose validator it asks for.</summary>
    public static Type Target(MethodInfo action) => action.GetParameters()
        .Select(parameter => parameter.ParameterType)
        .Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidator<>))
        .GetGenericArguments()[0];

    /// <summary>The schema of a patch of a record, made of the record's own.</summary>
    public static OpenApiSchemaReference Of(Type target, OperationFilterContext context)
    {
        context.SchemaGenerator.GenerateSchema(target, context.SchemaRepository);
        return Of(SchemaNames.Of(target), context);
    }

    private static OpenApiSchemaReference Of(string name, OperationFilterContext context)
    {
        var schemas = context.SchemaRepository.Schemas;
        var patchName = (name.EndsWith(Input, StringComparison.Ordinal) ? name[..^Input.Length] : name) + "Patch";
        if (!schemas.ContainsKey(patchName))
        {
            var whole = schemas[name];
            schemas[patchName] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = false,
                Description = $"{whole.Description} In a patch (RFC 7396), members that are absent stay and null removes one that is not required; arrays are replaced whole.",
                Properties = whole.Properties!.ToDictionary(member => member.Key, member => Member(member.Value, context)),
            };
        }

        return new OpenApiSchemaReference(patchName, context.Document);
    }

    /// <summary>A member that is an object is patched in the same way; all others are replaced.</summary>
    private static IOpenApiSchema Member(IOpenApiSchema member, OperationFilterContext context) => member switch
    {
        OpenApiSchemaReference reference when context.SchemaRepository.Schemas[reference.Reference.Id!].Properties is { Count: > 0 } => new OpenApiSchemaReference(Of(reference.Reference.Id!, context).Reference.Id!, context.Document) { Description = reference.Description },
        OpenApiSchema { OneOf: { Count: 2 } choices } schema => new OpenApiSchema { Description = schema.Description, OneOf = [choices[0], Member(choices[1], context)] },
        _ => member,
    };
}
