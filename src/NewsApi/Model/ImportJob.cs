namespace NewsApi.Model;

/// <summary>A document that is imported behind the request that brought it, part by part.</summary>
public sealed class ImportJob
{
    /// <summary>Number of the job.</summary>
    public long Id { get; init; }

    /// <summary>How far it is.</summary>
    public ImportState State { get; set; }

    /// <summary>File name or address of the document.</summary>
    public required string Document { get; init; }

    /// <summary>The media type it came with; null where it came without.</summary>
    public string? MediaType { get; init; }

    /// <summary>The charset it came with; null where it came without.</summary>
    public string? Charset { get; init; }

    /// <summary>Who published it; null for what the document says.</summary>
    public string? SourceName { get; init; }

    /// <summary>Zone (IANA) of times that name none; null for the site's.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether everybody shall see new articles.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether it is only told what would become of the document.</summary>
    public bool IsDry { get; init; }

    /// <summary>Name of whoever imports.</summary>
    public required string By { get; init; }

    /// <summary>Who imports, told apart for good.</summary>
    public string? Identity { get; init; }

    /// <summary>When the document came.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was first taken up; null while it waits.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended, however it did; null before.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Stories dealt with.</summary>
    public int Done { get; set; }

    /// <summary>Stories in the document; null before it is read.</summary>
    public int? Total { get; set; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Problem { get; set; }

    /// <summary>What the report says of the document as a whole, as JSON; null before it is read.</summary>
    public string? Reading { get; set; }

    /// <summary>Until when whoever took it up has it for itself; null when nobody has.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Times it was taken up since a part was last done.</summary>
    public int Attempts { get; set; }

    /// <summary>Its bytes, until it has ended.</summary>
    public ImportJobDocument? Original { get; init; }

    /// <summary>What became of its stories, part by part.</summary>
    public ICollection<ImportJobPart> Parts { get; } = [];
}

/// <summary>The bytes of a document that waits: apart from the job, which is written after each part.</summary>
public sealed class ImportJobDocument
{
    /// <summary>Number of the job.</summary>
    public long JobId { get; init; }

    /// <summary>The document, untouched.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>What became of some of the stories of a document, written in the transaction that stored them.</summary>
public sealed class ImportJobPart
{
    /// <summary>Number of the job.</summary>
    public long JobId { get; init; }

    /// <summary>Index of the first story, counted from 0.</summary>
    public int Start { get; init; }

    /// <summary>What became of each, as JSON.</summary>
    public required string Articles { get; init; }
}

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>It waits.</summary>
    Queued,

    /// <summary>It is being read and stored.</summary>
    Running,

    /// <summary>It is done; the report says what became of each story.</summary>
    Succeeded,

    /// <summary>It could not be done to the end.</summary>
    Failed,

    /// <summary>Somebody stopped it. What was stored before stays.</summary>
    Cancelled,
}
