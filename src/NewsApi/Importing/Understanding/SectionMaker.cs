using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>Makes sections: tells what each is about, and whom its heading says it speaks for.</summary>
internal sealed class SectionMaker(UnderstandingOptions options)
{
    private readonly KindClassifier _kinds = new(options);
    private readonly WordList _labels = new(options.Labels);

    /// <summary>A section; without a heading it is the lead.</summary>
    /// <param name="heading">Its heading, or null.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="guesses">Gets why it is of its kind.</param>
    public SectionDraft Make(string? heading, IReadOnlyList<Block> blocks, List<Guess> guesses)
    {
        if (heading is null)
        {
            return new SectionDraft(KindClassifier.Lead, null, null, blocks);
        }

        var (kind, confidence) = _kinds.Classify(heading, string.Concat(blocks.SelectMany(block => block.Texts())));
        guesses.Add(new Guess("sections.kind", $"{kind}: {heading}", "The words of the heading and of the text below it.", confidence));
        return new SectionDraft(kind, heading, SpeakerOrNull(heading), blocks);
    }

    private string? SpeakerOrNull(string heading) =>
        Lines.SpeakerOf(heading) is { } speaker && !_labels.Is(ChineseText.ChineseScript.Fold(speaker)) ? speaker : null;
}
