namespace NewsApi.OpenApi;

/// <summary>Names of schemas: those of the classes, without what they are called for in code (<c>SectionResponse</c> → <c>Section</c>, <c>Page&lt;SectionResponse&gt;</c> → <c>SectionPage</c>).</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericType)
        {
            return string.Concat(type.GetGenericArguments().Select(Of)) + type.Name.Split('`')[0];
        }

        return type.Name switch
        {
            "ApiProblem" => "Problem",
            "ApiProblemError" => "ProblemError",
            "ListResponse" => "ListBlock",
            "ParagraphResponse" or "QuoteResponse" or "ImageResponse" or "VideoResponse" or "TableResponse" => type.Name.Replace("Response", "Block", StringComparison.Ordinal),
            "ParagraphInput" or "ListInput" or "QuoteInput" or "ImageInput" or "VideoInput" or "TableInput" => type.Name.Replace("Input", "BlockInput", StringComparison.Ordinal),
            "EntryInput" => "RelatedNewsEntryInput",
            "RelatedNewsResponse" => "RelatedNewsList",
            "ListedArticle" => "ArticleSummary",
            "EntryResponse" => "RelatedNewsEntry",
            var name => name.Replace("Response", "", StringComparison.Ordinal),
        };
    }
}
