namespace NewsApi.Model;

/// <summary>Who may see an article.</summary>
public enum ArticleStatus
{
    /// <summary>Being written; only editors see it.</summary>
    Draft,

    /// <summary>A draft that will be published at a time set.</summary>
    Scheduled,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>Taken back; its number and its names stay taken.</summary>
    Withdrawn,
}
