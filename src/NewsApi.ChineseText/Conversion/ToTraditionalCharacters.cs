using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Conversion;

internal sealed class ToTraditionalCharacters(string text, string? plain, ScriptEvidence page) : ScriptConversion(text, plain, page)
{
    protected override ScriptPhrases Phrases => ScriptPhrases.ToTraditional;

    protected override bool Folds => true;

    // A single Traditional character in a Simplified page, as in 乾隆 or a name, does not make its sentence Traditional.
    protected override bool IsInTarget(ScriptEvidence sentence, ScriptEvidence page) => sentence.Traditional == sentence.Simplified
        ? page.Traditional > page.Simplified
        : sentence.Traditional > sentence.Simplified && (sentence.Traditional > 1 || !page.IsClearlySimplified);

    protected override char Choose(char shown, char converted, bool isPhrase, bool isInTarget) =>
        Variants.IsTraditional(shown) || (isInTarget && !ScriptEvidence.IsSimplified(shown)) ? shown : converted;

    protected override char Plain(char character) => Variants.Unfold(character);
}
