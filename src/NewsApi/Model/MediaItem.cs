namespace NewsApi.Model;

/// <summary>A picture, video or sound that belongs to a whole story.</summary>
public sealed class MediaItem
{
    /// <summary>Number of the item.</summary>
    public long Id { get; init; }

    /// <summary>The article it belongs to.</summary>
    public long ArticleId { get; init; }

    /// <summary>Place among the article's media, counted from 1.</summary>
    public int Number { get; set; }

    /// <summary>What it is.</summary>
    public required MediaType Type { get; set; }

    /// <summary>Text printed with it.</summary>
    public string? Caption { get; set; }

    /// <summary>Where it is; null where only its caption survived.</summary>
    public string? Url { get; set; }
}

/// <summary>What a media item is.</summary>
public enum MediaType
{
    /// <summary>A still picture.</summary>
    Image,

    /// <summary>Moving pictures.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,
}
