using NewsApi.ChineseText;

namespace NewsApi.Importing.Understanding;

/// <summary>Tells what a section is about by the words in its heading and text.</summary>
internal sealed class KindClassifier(UnderstandingOptions options)
{
    /// <summary>Kind of what stands before the first heading.</summary>
    public const string Lead = "lead";

    /// <summary>Kind of a section that nothing speaks for.</summary>
    public const string Other = "other";

    // A word in the heading weighs more than the text can say: headings are written to tell what follows.
    private const int HeadingWeight = 5;

    // A word of the heading that only the text bears out is no surer.
    private const double BorneOutByText = 0.8;

    // So many weak words in the text bear out one in the heading.
    private const int FewestWeak = 2;

    private readonly (string Slug, WordList Words)[] _kinds =
        [.. options.Kinds.OrderBy(k => k.Value.Position).Select(k => (k.Key, new WordList(k.Value.Words)))];

    /// <summary>
    /// The kind that the words of the heading speak for, and how sure that is (0 to 1): the text below may bear them out, and decides between two kinds of the heading, but
    /// makes no kind by itself. <see cref="Other"/> rather than a wild guess.
    /// </summary>
    public (string Slug, double Confidence) Classify(string heading, string text)
    {
        var foldedHeading = ChineseScript.Fold(heading);
        var foldedText = ChineseScript.Fold(text);
        var scores = _kinds
            .Select(kind => (kind.Slug, Found: Find(kind.Words, foldedHeading, foldedText)))
            .Select(kind => (kind.Slug, kind.Found.InHeading, kind.Found.IsSure, Score: (kind.Found.InHeading * HeadingWeight) + Math.Min(kind.Found.InText, HeadingWeight - 1)))
            .OrderByDescending(kind => kind.Score)
            .ToList();
        if (scores.Count == 0)
        {
            return (Other, 0);
        }

        var best = scores[0];
        var second = scores.Count > 1 ? scores[1].Score : 0;
        return best.InHeading > 0 ? (best.Slug, Math.Round(Math.Min((double)(best.Score - second) / best.Score, best.IsSure ? 1 : BorneOutByText), 2)) : (Other, 0);
    }

    /// <summary>How many words speak for a kind. A word that can mean something else speaks for it in a heading only where another word bears it out.</summary>
    private static (int InHeading, int InText, bool IsSure) Find(WordList words, string heading, string text)
    {
        var inHeading = words.FindIn(heading);
        var inText = words.FindIn(text);
        var isSure = inHeading.Count > 1 || inHeading.Exists(word => !words.IsWeak(word));
        var isBorneOut = isSure || Others().Any(word => !words.IsWeak(word)) || Others().Count() >= FewestWeak;
        return (isBorneOut ? inHeading.Count : 0, inText.Count, isSure);

        IEnumerable<string> Others() => inText.Except(inHeading, StringComparer.Ordinal);
    }
}
