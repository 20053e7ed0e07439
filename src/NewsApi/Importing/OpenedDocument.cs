namespace NewsApi.Importing;

/// <summary>A document that is known to be a text of some form, and is not understood yet.</summary>
/// <param name="Document">The document as it came.</param>
/// <param name="Decoded">Its text, and the encoding it was read in.</param>
/// <param name="Legible">The text composed (NFC), without characters that no text may have.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Warnings">What is wrong with the document as a whole, each in a sentence.</param>
internal sealed record OpenedDocument(ImportedDocument Document, DecodedText Decoded, string Legible, DocumentKind Kind, List<string> Warnings);
