using System.Security.Cryptography;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>Makes an article of a document: decode, repair, understand, store.</summary>
internal sealed class Importer(PlainTextReader reader, Newsroom newsroom, TimeProvider clock)
{
    /// <summary>Imports one document as a published article, in the transaction under way or in one of its own.</summary>
    public async Task<Article> ImportAsync(ImportedDocument document, CancellationToken cancel)
    {
        var decoded = TextDecoder.Decode(document.Bytes);
        var repaired = TextRepair.Repair(decoded.Text);
        var page = reader.Read(repaired.Text);
        var draft = page.Draft with
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
        return await newsroom.PublishAsync(draft, cancel);
    }

    private static TextChange Change(RepairStep step) =>
        new(step.Kind, step.Line, step.Start, step.Before, step.After, step.Confidence.ToString().ToLowerInvariant(), step.Reason);
}
