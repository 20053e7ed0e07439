namespace NewsApi.Model;

/// <summary>An article as it stood after one change. Revisions are only ever added.</summary>
public sealed class ArticleRevision : IHashed
{
    /// <summary>The article.</summary>
    public long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>Its version after the change, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the change was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it: the name of the key, or of a command.</summary>
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required RevisionAction Action { get; init; }

    /// <summary>What the editor says of the change; null where nothing was said.</summary>
    public string? Note { get; init; }

    /// <summary>The article's status after the change.</summary>
    public required ArticleStatus Status { get; init; }

    /// <summary>The whole content as JSON, as it is written through the API.</summary>
    public required string Content { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Number, At, By, Action.ToString(), Note, Status.ToString(), Content];
}

/// <summary>What a change did to an article.</summary>
public enum RevisionAction
{
    /// <summary>It was written for the first time.</summary>
    Created,

    /// <summary>Its content was changed.</summary>
    Revised,

    /// <summary>It was shown to everybody.</summary>
    Published,

    /// <summary>Its publication, or the end of it, was planned.</summary>
    Scheduled,

    /// <summary>It became a draft again.</summary>
    Unpublished,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>It got the content of an earlier revision.</summary>
    Restored,
}
