using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// Which version a client wants to change (RFC 9110, section 13.1.1): <c>If-Match</c> with the entity tags it has read, or
/// <c>*</c> for whichever there is. Tags compare strongly: a weak one never matches. <c>If-None-Match</c> is honoured beside it.
/// </summary>
internal sealed class IfMatch
{
    private readonly bool _isGiven;
    private readonly IList<EntityTagHeaderValue>? _tags;
    private readonly IList<EntityTagHeaderValue> _unwanted;

    private IfMatch(bool isGiven, IList<EntityTagHeaderValue>? tags, IList<EntityTagHeaderValue> unwanted) => (_isGiven, _tags, _unwanted) = (isGiven, tags, unwanted);

    /// <summary>Reads the headers of a request.</summary>
    public static IfMatch Of(HttpRequest request) => new(
        request.Headers.IfMatch.Count > 0, TagsOrNull(request.Headers.IfMatch), TagsOrNull(request.Headers.IfNoneMatch) ?? []);

    /// <summary>Whether this is a version the client wants to change; where it says nothing, any is.</summary>
    public bool Matches(int currentVersion, string hash) =>
        IsWanted(EntityVersion.Prefix(currentVersion, hash)) && !_unwanted.Any(tag => IsAny(tag) || IsOf(tag, EntityVersion.Prefix(currentVersion, hash)));

    /// <summary>Why the request can't be answered whatever the version is: the header is missing (428) or malformed (400).</summary>
    public ActionResult? Refusal(bool isRequired) =>
        !_isGiven ? isRequired ? ApiProblems.Status(StatusCodes.Status428PreconditionRequired) : null
        : _tags is null ? Malformed()
        : null;

    /// <summary>Why the request can't be answered at this version: as above, or because it is another one than the client has read (412).</summary>
    public ActionResult? Refusal(int currentVersion, string hash, bool isRequired) => Refusal(isRequired) ?? (Matches(currentVersion, hash) ? null : Stale(currentVersion));

    /// <summary>Says that the resource is at another version than the client has read; or, of a header that can't be read, what would be right.</summary>
    public ActionResult Stale(int currentVersion) => _isGiven && _tags is null ? Malformed() : ApiProblems.Refused(
        StatusCodes.Status412PreconditionFailed,
        $"The resource is at version {currentVersion}, which the tags in `{(_unwanted.Count > 0 && IsWanted($"v{currentVersion}-") ? HeaderNames.IfNoneMatch : HeaderNames.IfMatch)}` do not allow."
        + (_tags is not null && _tags.Any(tag => tag.IsWeak) ? " A weak tag (W/) never matches." : "")
        + " Read it again, and repeat the change on what is there now.");

    /// <summary>Whether the header allows the answer with this tag; null where it is malformed.</summary>
    internal static bool? Allows(StringValues header, EntityTagHeaderValue current) =>
        TagsOrNull(header)?.Any(tag => IsAny(tag) || tag.Compare(current, useStrongComparison: true));

    /// <summary>What is wrong with a header that holds no tags.</summary>
    internal static ApiProblemError Malformation { get; } = new()
    {
        Parameter = HeaderNames.IfMatch,
        Detail = "must be * or a list of entity tags in quotes, such as the ETag of an answer, with commas between them",
    };

    private static ActionResult Malformed() => ApiProblems.Invalid([Malformation]);

    /// <summary>The tags of a header; null where it is malformed, as <c>*</c> among tags is.</summary>
    private static IList<EntityTagHeaderValue>? TagsOrNull(StringValues header) =>
        EntityTagHeaderValue.TryParseStrictList(header, out var tags) && (tags.Count == 1 || !tags.Any(IsAny)) && tags.Count > 0 ? tags : null;

    private bool IsWanted(string prefix) => !_isGiven || (_tags is not null && _tags.Any(tag => IsAny(tag) || (!tag.IsWeak && IsOf(tag, prefix))));

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Tag == "*";

    private static bool IsOf(EntityTagHeaderValue tag, string prefix) => tag.Tag.StartsWith($"\"{prefix}", StringComparison.Ordinal);
}
