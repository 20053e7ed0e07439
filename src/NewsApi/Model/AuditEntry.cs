namespace NewsApi.Model;

/// <summary>Who did what and when. Entries are added in the transaction of what they tell, and never changed.</summary>
public sealed class AuditEntry : IHashed
{
    /// <summary>Number of the entry.</summary>
    public long Id { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: the name of a key, of a token, or of what the server did on its own.</summary>
    public required string By { get; init; }

    /// <summary>What was done, such as <c>article.created</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>article/12</c>.</summary>
    public required string Target { get; init; }

    /// <summary>More about it in a few words, or null.</summary>
    public string? Detail { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [At, By, Action, Target, Detail];
}
