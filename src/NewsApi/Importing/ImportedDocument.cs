namespace NewsApi.Importing;

/// <summary>A document as it arrives.</summary>
/// <param name="Name">File name or URL, for provenance.</param>
/// <param name="MediaType">Such as <c>text/plain</c>.</param>
/// <param name="Bytes">Its bytes, untouched.</param>
/// <param name="SourceName">Who published it; null where unknown.</param>
internal sealed record ImportedDocument(string Name, string MediaType, byte[] Bytes, string? SourceName);
