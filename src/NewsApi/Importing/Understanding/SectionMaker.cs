using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>Makes sections: tells what each is about, and whom its heading says it speaks for.</summary>
internal sealed class SectionMaker(UnderstandingOptions options)
{
    private readonly KindClassifier _kinds = new(options);
    private readonly WordList _labels = new(options.Labels);

    // Verbs of one character end many a name.
    private readonly string[] _verbs = [.. options.SpeechVerbs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(verb => verb.Length > 1)];

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

    /// <summary>Whom a heading speaks for, without the verb: 企業回應：… speaks for 企業. A label is nobody.</summary>
    private string? SpeakerOrNull(string heading)
    {
        if (Lines.SpeakerOf(heading) is not { } speaker || _labels.Is(ChineseText.ChineseScript.Fold(speaker)))
        {
            return null;
        }

        return Array.Find(_verbs, verb => speaker.Length >= verb.Length + 2 && speaker.EndsWith(verb, StringComparison.Ordinal)) is { } verb ? speaker[..^verb.Length] : speaker;
    }
}
