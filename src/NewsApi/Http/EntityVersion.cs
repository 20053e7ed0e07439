namespace NewsApi.Http;

/// <summary>
/// The version of a resource that an answer shows. It becomes a part of the answer's entity tag, so that it can be told from
/// the tag of any of its forms (scripts, content codings) which version a client has read.
/// </summary>
internal static class EntityVersion
{
    private const int HashLength = 8;

    /// <summary>Says which version the answer shows, for reads and writes.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="version">Number of the version.</param>
    /// <param name="hash">Hash of the row at that version: numbers begin anew with a resource that takes the name of one that was removed, and every other one has them too.</param>
    public static void Set(HttpResponse response, int version, string hash) => SetPrefix(response, Prefix(version, hash));

    /// <summary>The same by what <see cref="PrefixOrNull"/> gave of an earlier answer.</summary>
    public static void SetPrefix(HttpResponse response, string prefix) => response.HttpContext.Items[typeof(EntityVersion)] = prefix;

    /// <summary>What the tag of the answer begins with, where it shows a version.</summary>
    public static string? PrefixOrNull(HttpResponse response) => response.HttpContext.Items[typeof(EntityVersion)] as string;

    /// <summary>What the tags of a version begin with, after the quote.</summary>
    public static string Prefix(int version, string hash) => $"v{version}-{hash[..HashLength]}.";
}
