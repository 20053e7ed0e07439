using System.Buffers;

namespace NewsApi.ChineseText.Search;

/// <summary>
/// Tokens that must follow one another. Single characters that the query writes without anything between (銀行) must stand so in the text:
/// 銀。行 is no bank. Everything else may have between what is no token: GPT-5 finds GPT 5, AI晶片 finds AI 晶片, 停火，協議 is found by
/// "停火 協議".
/// </summary>
public sealed class SearchPhrase
{
    // What of a text the phrase may begin with; null where that is not known. A Chinese character begins a token wherever it stands, so
    // that nothing before it need be read.
    private readonly SearchValues<char>? _starts;
    private readonly bool _startsAnywhere;
    private readonly char? _second;

    internal SearchPhrase(IReadOnlyList<SearchToken> tokens)
    {
        Tokens = tokens;
        var terms = new List<string>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].IsSingle) terms.Add(SearchText.WordTerm(tokens[at].Text).ToString());
            else if (IsPairedWithLast(at + 1)) terms.Add(tokens[at].Text + tokens[at + 1].Text);
            else if (!IsPairedWithLast(at)) terms.Add(tokens[at].Text);
        }

        Terms = [.. terms.Distinct()];
        if (tokens[0].Text[0] is var first && (IsChinese(first) || Folding.Kind(first) == CharacterKind.Letter))
        {
            _starts = SearchValues.Create(Folding.OriginsOf(first));
            _startsAnywhere = IsChinese(first);
            _second = IsPairedWithLast(1) && IsChinese(tokens[1].Text[0]) ? tokens[1].Text[0] : null;
        }

        IsExact = tokens.Count == 1 ? tokens[0].IsSingle || tokens[0].Text.Length <= SearchText.MaxTermLength : tokens.Count == 2 && IsPairedWithLast(1);
    }

    /// <summary>The tokens, as the query writes them.</summary>
    public IReadOnlyList<SearchToken> Tokens { get; }

    /// <summary>Terms of an index (<see cref="SearchText.Terms"/>) that a text with the phrase has, all of them.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Whether every text with these terms has the phrase: a word, a pair, a single character.</summary>
    public bool IsExact { get; }

    /// <summary>Finds the phrase in a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>
    /// Every occurrence, in UTF-16 units of the text as written, in order, not overlapping. The time taken grows with the text, and at
    /// worst with the length of the phrase. Most of a text is only looked through for the first character.
    /// </returns>
    public IReadOnlyList<(int Start, int Length)> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_starts is null) return FindFromTheBeginning(text);
        List<(int Start, int Length)>? found = null;
        for (var at = 0; text.AsSpan(at).IndexOfAny(_starts) is var next and >= 0;)
        {
            at += next;
            if (!_startsAnywhere || Folding.Kind(text[at]) != CharacterKind.Single) return FindFromTheBeginning(text);
            if (MayGoOn(text, at + 1) && new TokenReader(text, at) is var reader && reader.Read() && IsAt(ref reader))
            {
                (found ??= []).Add((at, reader.End - at));
                at = reader.End;
            }
            else
            {
                at++;
            }
        }

        return found ?? (IReadOnlyList<(int Start, int Length)>)[];
    }

    private List<(int Start, int Length)> FindFromTheBeginning(string text)
    {
        var found = new List<(int Start, int Length)>();
        var end = 0;
        for (var reader = new TokenReader(text); reader.Read();)
        {
            // ㍿ is four tokens at one place.
            var ahead = reader;
            if (reader.Start < end || !IsAt(ref ahead)) continue;
            end = ahead.End;
            found.Add((reader.Start, end - reader.Start));
        }

        return found;
    }

    // Whether the second character may be there, told without reading tokens.
    private bool MayGoOn(string text, int at)
    {
        if (_second is not { } second) return true;
        if (at == text.Length) return false;
        return Folding.Kind(text[at]) switch
        {
            CharacterKind.Single => Folding.Fold(text[at]) == second,
            CharacterKind.Letter => false,
            CharacterKind.Separator => char.IsSurrogate(text[at]),
            _ => true,
        };
    }

    // Whether the token just read is the first of the phrase and those after it are the others. Ends at the last one.
    private bool IsAt(ref TokenReader text)
    {
        for (var at = 0; at < Tokens.Count; at++)
        {
            if ((at > 0 && !text.Read()) || !text.Is(Tokens[at]) || (!text.FollowsDirectly && IsPairedWithLast(at))) return false;
        }

        return true;
    }

    private static bool IsChinese(char character) => character is >= '\u3400' and <= '\u9FFF';

    private bool IsPairedWithLast(int at) => at > 0 && at < Tokens.Count && Tokens[at].FollowsDirectly && Tokens[at].IsSingle && Tokens[at - 1].IsSingle;
}
