namespace NewsApi.ChineseText;

/// <summary>One change made to a text: what, where, and how sure. Steps apply in order.</summary>
/// <param name="Kind">The name of the repair in kebab-case, such as <c>reading-gloss</c> or <c>lost-lead-byte</c>.</param>
/// <param name="Line">The line it stands on, from 1; repairs never add or remove lines.</param>
/// <param name="Start">Where <paramref name="Before"/> begins, in UTF-16 code units of the text as it stands when this step applies.</param>
/// <param name="Before">What stood there; may be empty.</param>
/// <param name="After">What stands there now; may be empty.</param>
/// <param name="Confidence">How sure the repair is.</param>
/// <param name="Reason">One sentence for people: what in the text led to this.</param>
public sealed record RepairStep(
    string Kind,
    int Line,
    int Start,
    string Before,
    string After,
    RepairConfidence Confidence,
    string Reason);
