namespace NewsApi.Http;

/// <summary>
/// The version of a resource that an answer shows. It becomes a part of the answer's entity tag, so that it can be told from
/// the tag of any of its forms (scripts, content codings) which version a client has read.
/// </summary>
internal static class EntityVersion
{
    /// <summary>Says which version the answer shows, for reads and writes.</summary>
    public static void Set(HttpResponse response, int version) => response.HttpContext.Items[typeof(EntityVersion)] = version;

    /// <summary>The version the answer shows, where it has one.</summary>
    public static int? OrNull(HttpResponse response) => response.HttpContext.Items[typeof(EntityVersion)] as int?;

    /// <summary>What the tags of a version begin with, after the quote.</summary>
    public static string Prefix(int version) => $"v{version}.";
}
