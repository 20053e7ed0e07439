using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Conversion;

internal sealed class ToSimplifiedCharacters(string text, string? plain, ScriptEvidence page) : ScriptConversion(text, plain, page)
{
    // Taiwan writes the particle 着 as 著; where a text has both, 著 is the other word.
    private readonly bool isParticleWritten著 = page.Traditional > page.Simplified && !text.Contains('着', StringComparison.Ordinal);

    protected override ScriptPhrases Phrases => ScriptPhrases.ToSimplified;

    protected override bool Folds => false;

    protected override bool IsInTarget(ScriptEvidence sentence, ScriptEvidence page) => sentence.Traditional == sentence.Simplified
        ? page.Simplified > page.Traditional
        : sentence.Simplified > sentence.Traditional && (sentence.Simplified > 1 || !page.IsClearlyTraditional);

    protected override char Choose(char shown, char converted, bool isPhrase, bool isInTarget)
    {
        if (isInTarget) return isPhrase ? (Variants.IsTraditional(shown) ? converted : shown) : (ScriptEvidence.IsTraditional(shown) ? converted : shown);
        if (shown == '著' && !isPhrase) return isParticleWritten著 ? '着' : shown;
        return converted;
    }

    protected override char Plain(char character) => Variants.Fold(character);
}
