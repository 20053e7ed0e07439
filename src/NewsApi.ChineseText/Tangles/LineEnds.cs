namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// The marks that end the lines around: the only evidence for a mark that went with its end tag (停火；&lt;/p&gt; is shown as ?;穑?/p&gt;).
/// </summary>
internal readonly record struct LineEnds(char Before, char After)
{
    private const float Parallel = 3; // items of a list end alike
    private const float Interrupted = 6; // a paragraph does not end in a comma

    /// <summary>How much less (or more) likely a character is at the end of a paragraph than inside.</summary>
    public float Penalty(char character, char last)
    {
        var penalty = character switch
        {
            '，' or '、' or '（' or '“' or '‘' or '《' => Interrupted,
            '。' => Before == 0 && After == 0 ? -2 * Parallel : -Parallel, // a line by itself is a sentence
            '；' => -1.5f,
            '？' when last is '嗎' or '吗' or '呢' or '麼' or '么' => -Parallel,
            '！' or '：' => 0.5f,
            _ => 0,
        };
        if (IsSame(character, After)) penalty -= Parallel;
        if (IsSame(character, Before) && character != '：') penalty -= Parallel;
        return penalty;
    }

    private static bool IsSame(char wide, char shown) => wide == shown || (shown, wide) is (';', '；') or (':', '：') or ('!', '！') or ('?', '？');
}
