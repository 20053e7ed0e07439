using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>Makes sections of headings and blocks, within what an article may hold.</summary>
/// <param name="understanding">The words to tell kinds and media by.</param>
internal sealed class StorySections(UnderstandingOptions understanding)
{
    private readonly KindClassifier _kinds = new(understanding);
    private readonly MediaMarks _marks = new(understanding);

    /// <summary>The sections, the lead first; lines that stand for media go to the whole story.</summary>
    public HtmlContent Make(StoryFlow flow, List<string> warnings)
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
                media.Add(mark);
            }
            else
            {
                parts[^1].Blocks.Add(item.Block!);
            }
        }

        TurnEmptyHeading(parts);
        var sections = parts.Where(part => part.Blocks.Count > 0).Select(part => Section(part.Heading, Cut(part.Blocks, warnings), guesses)).ToList();
        if (sections.Count > WireLimits.Many)
        {
            warnings.Add($"The page has {sections.Count} sections; those after the first {WireLimits.Many} were left out.");
            sections.RemoveRange(WireLimits.Many, sections.Count - WireLimits.Many);
        }

        if (media.Count > WireLimits.Few)
        {
            warnings.Add($"The page has {media.Count} media; those after the first {WireLimits.Few} were left out.");
            media.RemoveRange(WireLimits.Few, media.Count - WireLimits.Few);
        }

        return new HtmlContent(sections, [], media, guesses);
    }

    private static void TurnEmptyHeading(List<(string? Heading, List<Block> Blocks)> parts)
    {
        if (parts[^1] is { Heading: { } heading, Blocks.Count: 0 })
        {
            parts.RemoveAt(parts.Count - 1);
            parts[^1].Blocks.Add(new ParagraphBlock { Text = heading });
        }
    }

    private SectionDraft Section(string? heading, List<Block> blocks, List<Guess> guesses)
    {
        if (heading is null)
        {
            return new SectionDraft(KindClassifier.Lead, null, null, blocks);
        }

        var (kind, confidence) = _kinds.Classify(heading, string.Concat(blocks.SelectMany(block => block.Texts())));
        guesses.Add(new Guess("sections.kind", $"{kind}: {heading}", "The words of the heading and of the text below it.", confidence));
        return new SectionDraft(kind, heading, Lines.SpeakerOf(heading), blocks);
    }

    private static List<Block> Cut(List<Block> blocks, List<string> warnings)
    {
        if (blocks.Count > WireLimits.Many)
        {
            warnings.Add($"A section has {blocks.Count} blocks; those after the first {WireLimits.Many} were left out.");
            blocks.RemoveRange(WireLimits.Many, blocks.Count - WireLimits.Many);
        }

        foreach (var block in blocks)
        {
            var isCut = block switch
            {
                ParagraphBlock paragraph => Shorten(paragraph.Text, WireLimits.Text, text => paragraph.Text = text),
                QuoteBlock quote => Shorten(quote.Text, WireLimits.Text, text => quote.Text = text),
                ImageBlock { Caption: { } caption } image => Shorten(caption, WireLimits.Text, text => image.Caption = text),
                VideoBlock { Caption: { } caption } video => Shorten(caption, WireLimits.Text, text => video.Caption = text),
                ListBlock list => CutAll(list.Items),
                TableBlock table => CutAll(table),
                _ => false,
            };
            if (isCut)
            {
                warnings.Add("A text that is longer than an article can hold was cut.");
            }
        }

        return blocks;
    }

    private static bool CutAll(TableBlock table)
    {
        var isCut = table.Rows.Count > WireLimits.Many;
        table.Rows.RemoveRange(Math.Min(table.Rows.Count, WireLimits.Many), Math.Max(0, table.Rows.Count - WireLimits.Many));
        foreach (var row in table.Rows)
        {
            isCut |= CutAll(row);
        }

        return isCut | (table.Caption is { } caption && Shorten(caption, WireLimits.Text, text => table.Caption = text));
    }

    private static bool CutAll(List<string> texts)
    {
        var isCut = texts.Count > WireLimits.Many;
        texts.RemoveRange(Math.Min(texts.Count, WireLimits.Many), Math.Max(0, texts.Count - WireLimits.Many));
        for (var index = 0; index < texts.Count; index++)
        {
            isCut |= Shorten(texts[index], WireLimits.Text, text => texts[index] = text);
        }

        return isCut;
    }

    private static bool Shorten(string text, int max, Action<string> set)
    {
        if (text.Length <= max)
        {
            return false;
        }

        set(PlainWords.Cut(text, max));
        return true;
    }
}
