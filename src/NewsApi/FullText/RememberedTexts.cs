using Microsoft.Extensions.Caching.Memory;
using NewsApi.Model;

namespace NewsApi.FullText;

/// <summary>
/// Texts of articles that were looked at, as many as some memory holds: of a hundred that a search looks at, others have looked at most.
/// A text belongs to a version of its article, so that it needs no word from whoever changes it, on whichever node.
/// </summary>
public sealed class RememberedTexts : IDisposable
{
    private const int MaxBytes = 32 * 1024 * 1024;

    // What an object, its place in a list and its key take beside the characters, about.
    private const int BytesBeside = 100;

    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = MaxBytes, CompactionPercentage = 0.1 });

    /// <summary>The texts of some articles; those that are not remembered are read.</summary>
    internal async Task<Dictionary<long, RowText>> OfAsync(
        IReadOnlyList<SearchEntry> entries, Func<IReadOnlyList<long>, CancellationToken, Task<Dictionary<long, List<SearchedText>>>> readAsync, CancellationToken cancel)
    {
        var texts = new Dictionary<long, RowText>(entries.Count);
        var missing = new Dictionary<long, int>();
        foreach (var entry in entries)
        {
            if (_texts.TryGetValue((entry.ArticleId, entry.Version), out RowText? text))
            {
                texts.Add(entry.ArticleId, text!);
            }
            else
            {
                missing.Add(entry.ArticleId, entry.Version);
            }
        }

        if (missing.Count > 0)
        {
            foreach (var (id, read) in await readAsync([.. missing.Keys], cancel))
            {
                var text = new RowText(read);
                texts.Add(id, text);
                _texts.Set((id, missing[id]), text, new MemoryCacheEntryOptions { Size = BytesBeside + read.Sum(one => BytesBeside + (one.Text.Length * sizeof(char))) });
            }
        }

        return texts;
    }

    /// <inheritdoc/>
    public void Dispose() => _texts.Dispose();
}
