using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>What a file at an address is.</summary>
internal static class MediaTypes
{
    /// <summary>What it is, by what the document says of it, else by how the address ends; null for neither picture, video nor sound.</summary>
    /// <param name="type">A media type such as <c>image/png</c>, or its first half; null where the document says nothing.</param>
    /// <param name="url">Where the file is.</param>
    public static MediaType? OfOrNull(string? type, string url)
    {
        var said = type?.Trim().ToLowerInvariant() ?? "";
        if (said.Length > 0 && said is not ("application/octet-stream" or "document" or "unknown"))
        {
            return said.StartsWith("image", StringComparison.Ordinal) ? MediaType.Image
                : said.StartsWith("video", StringComparison.Ordinal) ? MediaType.Video
                : said.StartsWith("audio", StringComparison.Ordinal) ? MediaType.Audio
                : null;
        }

        var path = url.Split('?', '#')[0];
        return path[(path.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
        {
            "jpg" or "jpeg" or "png" or "gif" or "webp" or "avif" or "svg" or "bmp" => MediaType.Image,
            "mp4" or "m4v" or "webm" or "mov" or "avi" or "flv" or "m3u8" => MediaType.Video,
            "mp3" or "m4a" or "ogg" or "oga" or "wav" or "aac" or "opus" => MediaType.Audio,
            _ => null,
        };
    }
}
