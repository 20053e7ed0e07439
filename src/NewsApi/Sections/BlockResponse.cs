using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Scripts;

namespace NewsApi.Sections;

/// <summary>A part of a text; `type` says which kind, and so which members it has.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ParagraphResponse), "paragraph")]
[JsonDerivedType(typeof(ListResponse), "list")]
[JsonDerivedType(typeof(QuoteResponse), "quote")]
[JsonDerivedType(typeof(ImageResponse), "image")]
[JsonDerivedType(typeof(VideoResponse), "video")]
[JsonDerivedType(typeof(TableResponse), "table")]
public abstract record BlockResponse
{
    /// <summary>Number of the block; it stays the same when the article changes around it.</summary>
    public required long Id { get; init; }

    /// <summary>The same in another script.</summary>
    internal abstract BlockResponse ConvertedTo(ScriptConversion script);

    internal static BlockResponse Of(Block block) => block switch
    {
        ParagraphBlock paragraph => new ParagraphResponse { Id = block.Id, Text = paragraph.Text },
        ListBlock list => new ListResponse { Id = block.Id, Ordered = list.Ordered, Items = [.. list.Items.Select(text => new ListItemResponse { Text = text })] },
        QuoteBlock quote => new QuoteResponse { Id = block.Id, Text = quote.Text, Attribution = quote.Attribution },
        ImageBlock image => new ImageResponse { Id = block.Id, Url = image.Url, Caption = image.Caption },
        VideoBlock video => new VideoResponse { Id = block.Id, Url = video.Url, Caption = video.Caption },
        TableBlock table => new TableResponse { Id = block.Id, Caption = table.Caption, Rows = table.Rows },
        _ => throw new UnreachableException($"A block of type {block.GetType().Name} has no form on the wire."),
    };
}

/// <summary>Running text.</summary>
public sealed record ParagraphResponse : BlockResponse
{
    /// <summary>The text.</summary>
    [StringLength(WireLimits.Text)]
    public required string Text { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Text = script.Convert(Text) };
}

/// <summary>Points of a list.</summary>
public sealed record ListResponse : BlockResponse
{
    /// <summary>Whether the points are numbered.</summary>
    public required bool Ordered { get; init; }

    /// <summary>The points, in order.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<ListItemResponse> Items { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Items = [.. Items.Select(item => item with { Text = script.Convert(item.Text) })] };
}

/// <summary>A point of a list.</summary>
public sealed record ListItemResponse
{
    /// <summary>The text, with its punctuation as printed.</summary>
    [StringLength(WireLimits.Text)]
    public required string Text { get; init; }
}

/// <summary>Words of somebody else.</summary>
public sealed record QuoteResponse : BlockResponse
{
    /// <summary>The words quoted.</summary>
    [StringLength(WireLimits.Text)]
    public required string Text { get; init; }

    /// <summary>Who said them; null where the page does not say.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Attribution { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Text = script.Convert(Text), Attribution = script.ConvertOrNull(Attribution) };
}

/// <summary>A picture.</summary>
public sealed record ImageResponse : BlockResponse
{
    /// <summary>Where the picture is; null where only its caption survived.</summary>
    [StringLength(WireLimits.Url)]
    public required string? Url { get; init; }

    /// <summary>Text printed with it.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Caption { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Caption = script.ConvertOrNull(Caption) };
}

/// <summary>A video.</summary>
public sealed record VideoResponse : BlockResponse
{
    /// <summary>Where the video is; null where only its caption survived.</summary>
    [StringLength(WireLimits.Url)]
    public required string? Url { get; init; }

    /// <summary>Text printed with it.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Caption { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Caption = script.ConvertOrNull(Caption) };
}

/// <summary>A table.</summary>
public sealed record TableResponse : BlockResponse
{
    /// <summary>Text printed with it.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Caption { get; init; }

    /// <summary>Rows of cells.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    internal override BlockResponse ConvertedTo(ScriptConversion script) => this with { Caption = script.ConvertOrNull(Caption), Rows = [.. Rows.Select(row => row.Select(script.Convert).ToList())] };
}
