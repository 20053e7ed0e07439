using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Http.Fields;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Describes the parameters that say which parts of an answer are wanted.</summary>
internal static class PartsOfAnswers
{
    /// <summary>Examples that show something; elsewhere the first members will do.</summary>
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["listArticles"] = "headline,publishedAt",
        ["search"] = "headline,highlights(text)",
        ["getPreview"] = "headline,sections(heading,kind)",
        ["listArticleRelatedNews"] = "title,entries(publishedAt)",
        ["getRelatedNews"] = "title,entries(publishedAt)",
        ["getArticleProvenance"] = "document,repairs(before,after)",
        ["getArticleSection"] = "heading,blocks",
        ["getSection"] = "heading,kind,article(slug)",
        ["getSectionKind"] = "names(zh-Hant)",
        ["getTag"] = "*,-aliases",
        ["getArticle"] = "headline,sections(heading,kind)",
        ["listSections"] = "heading,kind,article(slug)",
        ["listArticleSections"] = "heading,blocks",
        ["listRelatedNews"] = "title,entries(publishedAt)",
        ["listTags"] = "*,-aliases",
    };

    /// <summary>The parameters of an operation.</summary>
    public static IEnumerable<IOpenApiParameter> Of(AnswerFields answer, string operationId, SchemaRepository schemas)
    {
        yield return new OpenApiParameter
        {
            Name = FieldParameters.Fields,
            In = ParameterLocation.Query,
            Description = $"Which members of {(answer.Around.Count > 0 ? "the items" : "the answer")} are wanted; nothing else is sent, also of what the schema requires."
                + " `a,b` picks, `a(b,c)` picks parts of a member, `*,-a` takes all but one."
                + (answer.Around.Count > 0 ? " What stands around the items stays." : ""),
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = FieldReader.MaxLength, Pattern = "^[A-Za-z0-9*(),-]+$" },
            Example = JsonValue.Create(Examples.GetValueOrDefault(operationId) ?? string.Join(',', answer.Members.Names.Take(2))),
        };
        if (answer.Included.Count > 0)
        {
            yield return new OpenApiParameter
            {
                Name = FieldParameters.Include,
                In = ParameterLocation.Query,
                Style = ParameterStyle.Form,
                Explode = false,
                Description = "Parts that are added to each item. `fields` can say what is wanted of them.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MinItems = 1,
                    MaxItems = answer.Included.Count,
                    UniqueItems = true,
                    Items = NamedWords.Of("ArticlePart", "A part of an article that lists leave out unless they are asked for it.", answer.Included, schemas),
                },
                Example = new JsonArray(answer.Included[0]),
            };
        }
    }
}
