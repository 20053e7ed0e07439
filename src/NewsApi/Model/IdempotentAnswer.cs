namespace NewsApi.Model;

/// <summary>The answer to a POST with an <c>Idempotency-Key</c>, kept so that the same request gets the same answer without being done again.</summary>
public sealed class IdempotentAnswer : IHashed
{
    /// <summary>Who asked.</summary>
    public required string Caller { get; init; }

    /// <summary>The value of the header.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, address and body of the request, in lower-case hexadecimal.</summary>
    public required string RequestHash { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>Its header fields that matter, as JSON.</summary>
    public required string Headers { get; init; }

    /// <summary>Its body, encrypted for whoever asked.</summary>
    public required byte[] Body { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Caller, Key, RequestHash, At, Status, Headers, Body];
}
