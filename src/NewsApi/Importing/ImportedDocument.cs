namespace NewsApi.Importing;

/// <summary>A document as it arrives.</summary>
/// <param name="Name">File name or URL, for provenance.</param>
/// <param name="MediaType">Such as <c>text/plain</c>; null where it is not known.</param>
/// <param name="Bytes">Its bytes, untouched.</param>
/// <param name="SourceName">Who published it; null where the document says it, or nobody knows.</param>
/// <param name="Charset">The charset it came with, such as that of <c>Content-Type</c>; null where it came without.</param>
/// <param name="Zone">Zone of times that name none; null for the site's.</param>
internal sealed record ImportedDocument(string Name, string? MediaType, byte[] Bytes, string? SourceName, string? Charset = null, TimeZoneInfo? Zone = null);
