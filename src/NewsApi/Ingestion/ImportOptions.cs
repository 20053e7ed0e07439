namespace NewsApi.Ingestion;

/// <summary>How documents are imported.</summary>
internal sealed class ImportOptions
{
    /// <summary>Bytes up to which a document is read and stored while its sender waits. What is larger is done behind the request.</summary>
    public int SynchronousBytes { get; init; } = 1024 * 1024;
}
