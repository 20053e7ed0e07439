namespace NewsApi.ChineseText.Tangles;

/// <summary>What the rest of a page says about one of its lines.</summary>
/// <param name="Glosses">Whether readings were put in, and after which characters.</param>
/// <param name="Script">The script the page is written in.</param>
/// <param name="Ends">The ends of the lines before and after.</param>
internal readonly record struct PageEvidence(GlossEvidence Glosses, ScriptUse Script, LineEnds Ends);
