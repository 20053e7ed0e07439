namespace NewsApi.Model;

/// <summary>The smallest part of a text that is read, quoted or replaced on its own.</summary>
public abstract class Block
{
    /// <summary>Number of the block; it stays the same when the article changes around it.</summary>
    public long Id { get; init; }

    /// <summary>The section it is part of.</summary>
    public long SectionId { get; init; }

    /// <summary>Place in the section, counted from 1.</summary>
    public int Number { get; set; }

    /// <summary>The texts in it, each by itself.</summary>
    public abstract IEnumerable<string> Texts();
}

/// <summary>Running text.</summary>
public sealed class ParagraphBlock : Block
{
    /// <summary>The text, without line breaks.</summary>
    public required string Text { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => [Text];
}

/// <summary>Points of a list.</summary>
public sealed class ListBlock : Block
{
    /// <summary>Whether the points are numbered.</summary>
    public bool Ordered { get; set; }

    /// <summary>The points, in order, with their punctuation as printed.</summary>
    public required List<string> Items { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => Items;
}

/// <summary>Words of somebody else, set apart from the running text.</summary>
public sealed class QuoteBlock : Block
{
    /// <summary>The words quoted.</summary>
    public required string Text { get; set; }

    /// <summary>Who said them; null where the page does not say.</summary>
    public string? Attribution { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => Attribution is null ? [Text] : [Text, Attribution];
}

/// <summary>A picture within the text.</summary>
public sealed class ImageBlock : Block
{
    /// <summary>Where the picture is; null where only its caption survived.</summary>
    public string? Url { get; set; }

    /// <summary>Text printed with it.</summary>
    public string? Caption { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => Caption is null ? [] : [Caption];
}

/// <summary>A video within the text.</summary>
public sealed class VideoBlock : Block
{
    /// <summary>Where the video is; null where only its caption survived.</summary>
    public string? Url { get; set; }

    /// <summary>Text printed with it.</summary>
    public string? Caption { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => Caption is null ? [] : [Caption];
}

/// <summary>A table.</summary>
public sealed class TableBlock : Block
{
    /// <summary>Text printed with it.</summary>
    public string? Caption { get; set; }

    /// <summary>Rows of cells; every row has as many cells as the first.</summary>
    public required List<List<string>> Rows { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Texts() => Rows.SelectMany(row => row).Concat(Caption is null ? [] : [Caption]);
}
