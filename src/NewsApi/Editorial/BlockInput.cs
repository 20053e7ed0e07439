using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>A part of a text as it is written; `type` says which kind, and so which members it has. Blocks that stay as they are keep their ids.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ParagraphInput), "paragraph")]
[JsonDerivedType(typeof(ListInput), "list")]
[JsonDerivedType(typeof(QuoteInput), "quote")]
[JsonDerivedType(typeof(ImageInput), "image")]
[JsonDerivedType(typeof(VideoInput), "video")]
[JsonDerivedType(typeof(TableInput), "table")]
public abstract record BlockInput
{
    /// <summary>All its words, run together.</summary>
    internal abstract string Words { get; }

    internal static BlockInput Of(Block block) => block switch
    {
        ParagraphBlock paragraph => new ParagraphInput { Text = paragraph.Text },
        ListBlock list => new ListInput { Ordered = list.Ordered, Items = [.. list.Items.Select(text => new ListItemInput { Text = text })] },
        QuoteBlock quote => new QuoteInput { Text = quote.Text, Attribution = quote.Attribution },
        ImageBlock image => new ImageInput { Url = image.Url, Caption = image.Caption },
        VideoBlock video => new VideoInput { Url = video.Url, Caption = video.Caption },
        TableBlock table => new TableInput { Caption = table.Caption, Rows = table.Rows },
        _ => throw new UnreachableException($"A block of type {block.GetType().Name} can't be written."),
    };

    internal abstract Block ToBlock();
}

/// <summary>Running text.</summary>
public sealed record ParagraphInput : BlockInput
{
    /// <summary>The text; may have line breaks.</summary>
    [StringLength(WireLimits.Text, MinimumLength = 1)]
    public required string Text { get; init; }

    internal override string Words => Text;

    internal override Block ToBlock() => new ParagraphBlock { Text = PlainText.Normalise(Text) };
}

/// <summary>Points of a list.</summary>
public sealed record ListInput : BlockInput
{
    /// <summary>Whether the points are numbered; they are not where it is absent.</summary>
    public bool Ordered { get; init; }

    /// <summary>The points, in order.</summary>
    [MinLength(1), MaxLength(WireLimits.Many)]
    public required IReadOnlyList<ListItemInput> Items { get; init; }

    internal override string Words => string.Concat(Items.Select(item => item.Text));

    internal override Block ToBlock() => new ListBlock { Ordered = Ordered, Items = [.. Items.Select(item => PlainText.Normalise(item.Text))] };
}

/// <summary>A point of a list.</summary>
public sealed record ListItemInput
{
    /// <summary>The text.</summary>
    [StringLength(WireLimits.Text, MinimumLength = 1)]
    public required string Text { get; init; }
}

/// <summary>Words of somebody else.</summary>
public sealed record QuoteInput : BlockInput
{
    /// <summary>The words quoted.</summary>
    [StringLength(WireLimits.Text, MinimumLength = 1)]
    public required string Text { get; init; }

    /// <summary>Who said them.</summary>
    [StringLength(WireLimits.Line)]
    public string? Attribution { get; init; }

    internal override string Words => Text + Attribution;

    internal override Block ToBlock() => new QuoteBlock { Text = PlainText.Normalise(Text), Attribution = PlainText.NormaliseOrNull(Attribution) };
}

/// <summary>A picture: its address, its caption, or both.</summary>
public sealed record ImageInput : BlockInput
{
    /// <summary>Where the picture is (http or https).</summary>
    [StringLength(WireLimits.Url)]
    public string? Url { get; init; }

    /// <summary>Text shown with it.</summary>
    [StringLength(WireLimits.Text)]
    public string? Caption { get; init; }

    internal override string Words => Caption ?? "";

    internal override Block ToBlock() => new ImageBlock { Url = Url, Caption = PlainText.NormaliseOrNull(Caption) };
}

/// <summary>A video: its address, its caption, or both.</summary>
public sealed record VideoInput : BlockInput
{
    /// <summary>Where the video is (http or https).</summary>
    [StringLength(WireLimits.Url)]
    public string? Url { get; init; }

    /// <summary>Text shown with it.</summary>
    [StringLength(WireLimits.Text)]
    public string? Caption { get; init; }

    internal override string Words => Caption ?? "";

    internal override Block ToBlock() => new VideoBlock { Url = Url, Caption = PlainText.NormaliseOrNull(Caption) };
}

/// <summary>A table.</summary>
public sealed record TableInput : BlockInput
{
    /// <summary>Text shown with it.</summary>
    [StringLength(WireLimits.Text)]
    public string? Caption { get; init; }

    /// <summary>Rows of cells; every row has as many cells as the first.</summary>
    [MinLength(1), MaxLength(WireLimits.Many)]
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    internal override string Words => Caption + string.Concat(Rows.SelectMany(row => row));

    internal override Block ToBlock() => new TableBlock { Caption = PlainText.NormaliseOrNull(Caption), Rows = [.. Rows.Select(row => row.Select(PlainText.Normalise).ToList())] };
}
