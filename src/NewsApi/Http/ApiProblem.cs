using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NewsApi.Http;

/// <summary>An error (RFC 9457): the body of every answer with a status of 400 or more.</summary>
public sealed record ApiProblem
{
    /// <summary>How many things that are wrong are said at once.</summary>
    internal const int MaxErrors = 100;

    /// <summary>Characters of an address that are repeated.</summary>
    internal const int MaxInstance = 2000;

    /// <summary>The kind of error, as a reference to a page that describes it.</summary>
    [StringLength(200)]
    public required string Type { get; init; }

    /// <summary>The kind of error in a sentence.</summary>
    [StringLength(200)]
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>What is wrong with this request, and what would be right.</summary>
    [StringLength(2000)]
    public required string Detail { get; init; }

    /// <summary>The address that was asked for; of a very long one, the beginning.</summary>
    [StringLength(MaxInstance)]
    public required string Instance { get; init; }

    /// <summary>Names this request in the server's log.</summary>
    [StringLength(64)]
    public required string TraceId { get; init; }

    /// <summary>Each thing that is wrong, where there can be several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [MaxLength(MaxErrors)]
    public IReadOnlyList<ApiProblemError>? Errors { get; init; }
}

/// <summary>One thing that is wrong with a request: with a parameter or header field, or with a member of the body. It has exactly one of `parameter` and `pointer`.</summary>
public sealed record ApiProblemError
{
    /// <summary>Most characters of a pointer.</summary>
    internal const int MaxPointer = 2000;

    /// <summary>The parameter or header field it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [StringLength(200)]
    public string? Parameter { get; init; }

    /// <summary>The place in the body it is about, as a JSON Pointer (RFC 6901); the empty one is the body as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [StringLength(MaxPointer)]
    [SuppressMessage("Naming", "CA1720", Justification = "What RFC 6901 and RFC 9457 call it.")]
    public string? Pointer { get; init; }

    /// <summary>What is wrong with it, and what would be right.</summary>
    [StringLength(1000)]
    public required string Detail { get; init; }
}
