using System.Security.Cryptography;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>Makes a draft of a document: decode, repair, understand.</summary>
internal sealed class Importer(PlainTextReader reader, TimeProvider clock)
{
    /// <summary>Reads one document. It takes time but nothing of the store, so do it before a transaction begins.</summary>
    public ArticleDraft Read(ImportedDocument document)
    {
        var decoded = TextDecoder.Decode(document.Bytes);
        var repaired = TextRepair.Repair(decoded.Text);
        var page = reader.Read(repaired.Text);
        return page.Draft with
        {
            SourceName = document.SourceName,
            Origin = new ArticleOrigin
            {
                Document = document.Name,
                MediaType = document.MediaType,
                ImportedAt = clock.GetUtcNow(),
                Charset = decoded.Charset,
                CharsetEvidence = decoded.Evidence,
                CharsetConfidence = decoded.Confidence,
                OriginalText = decoded.Text,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(document.Bytes)),
                Repairs = [.. repaired.Steps.Select(Change)],
                Guesses = [.. page.Guesses],
            },
        };
    }

    private static TextChange Change(RepairStep step) =>
        new(step.Kind, step.Line, step.Start, step.Before, step.After, step.Confidence.ToString().ToLowerInvariant(), step.Reason);
}
