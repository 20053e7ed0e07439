namespace NewsApi.Http;

/// <summary>A kind of error the API can answer with (RFC 9457, section 3.1.1), described under <c>/problems/{slug}</c>.</summary>
internal sealed record ProblemType(string Slug, int Status, string Title, string Description)
{
    /// <summary>Every kind there is, by status.</summary>
    public static IReadOnlyDictionary<int, ProblemType> ByStatus { get; } = new ProblemType[]
    {
        new("invalid-request", 400, "The request is not valid.",
            "A parameter or a member of the body is unknown, missing, repeated, malformed or out of range, or two of them contradict each other."
            + " `errors` names each one and says what would be right."),
        new("unauthorized", 401, "The request needs a valid key.",
            "Send a key as `Authorization: Bearer news_…`. A key that is unknown, expired or revoked, another scheme, or several at once are refused wherever they are sent."),
        new("forbidden", 403, "The key does not allow this.",
            "The key is valid but lacks the scope that the header `WWW-Authenticate` names. Ask an administrator for one that has it."),
        new("not-found", 404, "There is no such resource.",
            "Nothing is at this address: the path is unknown, or nothing has this id or slug. Begin at `/api/v1/articles`."),
        new("method-not-allowed", 405, "The resource does not allow this method.",
            "The header `Allow` lists the methods it does allow."),
        new("not-acceptable", 406, "The resource has no such form.",
            "The header `Accept` asks for a media type this resource does not have. `application/json` always works."),
        new("conflict", 409, "The request contradicts the state of the resource.",
            "Something else has the name already, is in the way, or is still running. `detail` says what; read it again before another attempt."),
        new("gone", 410, "The resource is no longer there.",
            "It was here and was taken away for good. Remove what leads to it."),
        new("precondition-failed", 412, "The resource has changed since it was read.",
            "None of the entity tags in `If-Match` names its present version, or another precondition does not hold. Read it again, and repeat the change on what is there now."),
        new("payload-too-large", 413, "The request body is too large.",
            "Send less at once: a body may have 4 MB where nothing else is said."),
        new("uri-too-long", 414, "The address is too long.",
            "An address may have 8,192 bytes. Use fewer or shorter filters."),
        new("unsupported-media-type", 415, "The request body has a media type that can't be read here.",
            "Send `application/json` in UTF-8, without a content coding. PATCH takes `application/merge-patch+json` as well."),
        new("idempotency-key-reused", 422, "The idempotency key was used for another request.",
            "A key in `Idempotency-Key` stands for one request and its body. Send the same body again, or use a new key."),
        new("precondition-required", 428, "The request must say which version it changes.",
            "Send the `ETag` of what was read as `If-Match`, so that nobody's change is overwritten unseen; `*` means whichever version there is."),
        new("too-many-requests", 429, "Too many requests in a short time.",
            "Wait as many seconds as the header `Retry-After` says. `RateLimit` and `RateLimit-Policy` tell the limit beforehand."),
        new("header-fields-too-large", 431, "The request headers are too large.",
            "All headers together may have 32 KB and 100 fields."),
        new("internal-error", 500, "The server made a mistake.",
            "It is ours, not yours. The log has it under `traceId`; trying again may work."),
        new("unavailable", 503, "The server can't answer right now.",
            "The store can't be reached or is busy. Wait as many seconds as the header `Retry-After` says."),
    }.ToDictionary(type => type.Status);

    /// <summary>The kind for a status; for one that has none of its own, the general kind of its class.</summary>
    public static ProblemType For(int status) =>
        ByStatus.TryGetValue(status, out var type) ? type : status < 500 ? ByStatus[400] with { Status = status } : ByStatus[500] with { Status = status };
}
