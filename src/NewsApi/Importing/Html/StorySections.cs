using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>Makes sections of headings and blocks.</summary>
/// <param name="understanding">The words to tell kinds and media by.</param>
internal sealed class StorySections(UnderstandingOptions understanding)
{
    private readonly SectionMaker _maker = new(understanding);
    private readonly MediaMarks _marks = new(understanding);
    private readonly Quotations _quotations = new(understanding);

    /// <summary>The sections, the lead first; lines that stand for media go to the whole story.</summary>
    public HtmlContent Make(StoryFlow flow)
    {
        var guesses = new List<Guess>();
        var media = new List<MediaItem>(flow.Sound);
        List<(string? Heading, List<Block> Blocks)> parts = [(null, [])];
        foreach (var item in flow.Items)
        {
            if (item.Heading is { } heading)
            {
                // A heading with nothing below it is text.
                TurnEmptyHeading(parts);
                parts.Add((heading, []));
            }
            else if (item.Block is ParagraphBlock { Text: var text } && _marks.ReadOrNull(text) is { } mark)
            {
                // Right below a picture it is the caption of that picture.
                if (mark is { Type: MediaType.Image, Url: null, Caption: { } caption } && parts[^1].Blocks is [.., ImageBlock image])
                {
                    image.Caption = caption;
                }
                else
                {
                    media.Add(mark);
                }
            }
            else
            {
                parts[^1].Blocks.Add(item.Block!);
            }
        }

        TurnEmptyHeading(parts);
        var sections = parts.Where(part => part.Blocks.Count > 0).Select(part => _maker.Make(part.Heading, Shaped(part.Blocks), guesses)).ToList();
        return new HtmlContent(sections, [], media, guesses);
    }

    /// <summary>The same with the lists and quotations that are written as paragraphs.</summary>
    private List<Block> Shaped(List<Block> blocks)
    {
        List<Block> shaped = [];
        List<string> paragraphs = [];
        foreach (var block in blocks)
        {
            if (block is ParagraphBlock { Text: var text })
            {
                paragraphs.Add(text);
                continue;
            }

            End();
            shaped.Add(block);
        }

        End();
        return shaped;

        void End()
        {
            shaped.AddRange(PageShape.BlocksOf(paragraphs, _quotations));
            paragraphs = [];
        }
    }

    private static void TurnEmptyHeading(List<(string? Heading, List<Block> Blocks)> parts)
    {
        if (parts[^1] is { Heading: { } heading, Blocks.Count: 0 })
        {
            parts.RemoveAt(parts.Count - 1);
            parts[^1].Blocks.Add(new ParagraphBlock { Text = heading });
        }
    }
}
