using System.Collections.Concurrent;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;

namespace NewsApi.Http;

/// <summary>Content codings: which of them a client wants, and which answers can have one.</summary>
internal sealed class Codings(IResponseCompressionProvider compression)
{
    // Below this, compression adds more than it takes.
    private const int SmallestCompressed = 512;

    // Browsers send a handful of different ones.
    private const int MaxRemembered = 256;

    private readonly ConcurrentDictionary<string, ICompressionProvider?> _wanted = new(StringComparer.Ordinal);

    /// <summary>Whether an answer can be compressed.</summary>
    public bool Fit(HttpContext context, long length) => length >= SmallestCompressed && compression.ShouldCompressResponse(context);

    /// <summary>The coding the client wants most; null for none.</summary>
    public ICompressionProvider? WantedOrNull(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptEncoding;
        if (StringValues.IsNullOrEmpty(accepted))
        {
            return null;
        }

        if (accepted is not [{ Length: < 200 } text])
        {
            return compression.GetCompressionProvider(context);
        }

        if (!_wanted.TryGetValue(text, out var wanted))
        {
            wanted = compression.GetCompressionProvider(context);
            if (_wanted.Count < MaxRemembered)
            {
                _wanted.TryAdd(text, wanted);
            }
        }

        return wanted;
    }
}
