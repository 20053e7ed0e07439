using System.ComponentModel.DataAnnotations;
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

/// <summary>One thing that is wrong with a request.</summary>
public sealed record ApiProblemError
{
    /// <summary>The parameter it is about.</summary>
    [StringLength(200)]
    public required string Parameter { get; init; }

    /// <summary>What is wrong with it, and what would be right.</summary>
    [StringLength(1000)]
    public required string Detail { get; init; }
}
