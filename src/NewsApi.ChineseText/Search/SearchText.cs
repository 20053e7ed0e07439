using System.Text;

namespace NewsApi.ChineseText.Search;

/// <summary>
/// Cuts text for search. No dictionary is asked where words end, so nothing is missed that a dictionary does not know, and no two texts are
/// cut differently that write the same. Time grows linearly with the text, and no input throws.
/// </summary>
public static class SearchText
{
    /// <summary>Grows whenever a text has other <see cref="Terms"/> than before: an index made with a smaller number must be made anew.</summary>
    public const int Version = 1;

    /// <summary>The most UTF-16 units a term has. Of a longer word the index keeps the beginning.</summary>
    public const int MaxTermLength = 64;

    private static readonly string?[] Characters = new string?[0x10000];

    /// <summary>The tokens of a text, in order.</summary>
    /// <param name="text">Any text: 北約NATO的GPT-5 has 北, 约, nato, 的, gpt, 5.</param>
    public static IReadOnlyList<SearchToken> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<SearchToken>(text.Length);
        var reader = new TokenReader(text);
        while (reader.Read())
        {
            var folded = reader.IsSingle ? CharacterTerm(reader.Character) : reader.Word.ToString();
            tokens.Add(new SearchToken(folded, reader.Start, reader.End - reader.Start, reader.IsSingle, reader.FollowsDirectly));
        }

        return tokens;
    }

    /// <summary>
    /// What an index keeps of a text, each term once, in no promised order: each word, each single character, and each pair of single
    /// characters of which one directly follows the other. So a character is found wherever it stands, and a pair where it stands together.
    /// </summary>
    /// <param name="text">Any text: 停火協議GPT has 停, 火, 协, 议, 停火, 火协, 协议, gpt.</param>
    public static IEnumerable<string> Terms(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Characters are kept as pairs with nothing.
        var pairs = new HashSet<long>();
        var words = new HashSet<string>(StringComparer.Ordinal);
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new TokenReader(text);
        var last = 0;
        while (reader.Read())
        {
            if (!reader.IsSingle) lookup.Add(WordTerm(reader.Word));
            else pairs.Add(Pair(reader.Character, 0));
            if (last != 0 && reader.IsSingle && reader.FollowsDirectly) pairs.Add(Pair(last, reader.Character));
            last = reader.Character;
        }

        return words.Concat(pairs.Select(pair => PairTerm((int)(pair >> 32), (int)pair)));
    }

    /// <summary>The term of a word: the word, or its beginning where it is long.</summary>
    internal static ReadOnlySpan<char> WordTerm(ReadOnlySpan<char> word)
    {
        if (word.Length <= MaxTermLength) return word;
        return word[..(char.IsHighSurrogate(word[MaxTermLength - 1]) ? MaxTermLength - 1 : MaxTermLength)];
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static string PairTerm(int first, int second) => second == 0 ? CharacterTerm(first) : string.Concat(CharacterTerm(first), CharacterTerm(second));

    // A few thousand characters make up all Chinese, so each has its string once.
    private static string CharacterTerm(int character) => character < Characters.Length
        ? Characters[character] ??= ((char)character).ToString()
        : new Rune(character).ToString();
}
