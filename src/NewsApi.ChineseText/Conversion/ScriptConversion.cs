using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Conversion;

/// <summary>
/// Converts a text sentence by sentence. A sentence that is in the target script already keeps what that script may have (皇后), in any
/// other the longest phrase from the left decides, and between phrases the plain conversion.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="plain">ICU's conversion, or null where there is no ICU.</param>
/// <param name="page">What the whole text tells of its script.</param>
internal abstract class ScriptConversion(string text, string? plain, ScriptEvidence page)
{
    private readonly string? plain = plain?.Length == text.Length ? plain : null;

    protected abstract ScriptPhrases Phrases { get; }

    /// <summary>Whether phrases match characters of either script.</summary>
    protected abstract bool Folds { get; }

    public string Convert()
    {
        var result = string.Create(text.Length, this, static (result, conversion) => conversion.Write(result));
        return result == text ? text : result;
    }

    /// <summary>Whether a sentence is in the target script already.</summary>
    protected abstract bool IsInTarget(ScriptEvidence sentence, ScriptEvidence page);

    /// <summary>The counterpart of a character in a sentence.</summary>
    /// <param name="shown">The character as it stands.</param>
    /// <param name="converted">What the phrase or the plain conversion makes of it.</param>
    /// <param name="isPhrase">Whether a phrase decided.</param>
    /// <param name="isInTarget">Whether the sentence is in the target script.</param>
    protected abstract char Choose(char shown, char converted, bool isPhrase, bool isInTarget);

    /// <summary>The counterpart of a character by itself, without ICU.</summary>
    protected abstract char Plain(char character);

    private static bool EndsSentence(char character) => character is '\n' or '。' or '！' or '？' or '!' or '?';

    private void Write(Span<char> result)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            while (end < text.Length && !EndsSentence(text[end])) end++;
            if (end < text.Length) end++;
            WriteSentence(start, end, result);
            start = end;
        }
    }

    private void WriteSentence(int start, int end, Span<char> result)
    {
        var sentence = text.AsSpan(0, end);
        var isInTarget = IsInTarget(ScriptEvidence.Of(sentence[start..]), page);
        for (var at = start; at < end;)
        {
            var phrase = Phrases.LongestAt(sentence, at, Folds);
            if (phrase.IsEmpty)
            {
                var shown = text[at];
                // ICU changes quotation marks too.
                result[at] = ScriptEvidence.IsHan(shown) ? Choose(shown, plain is null ? Plain(shown) : plain[at], false, isInTarget) : shown;
                at++;
                continue;
            }

            foreach (var character in phrase)
            {
                result[at] = Choose(text[at], character, phrase.Length > 1, isInTarget);
                at++;
            }
        }
    }
}
