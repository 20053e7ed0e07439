using System.Globalization;

namespace NewsApi.ChineseText.Tables;

/// <summary>How unlikely a word is, as the negative natural logarithm of its share of running text. Words are Simplified.</summary>
internal static class WordCosts
{
    /// <summary>The longest word listed, in characters.</summary>
    public const int Longest = 6;

    /// <summary>A Han character no word list knows.</summary>
    public const float UnknownCharacter = 22;

    /// <summary>No word ends so.</summary>
    public const float Unlisted = -1;

    /// <summary>Longer words end so, but it is none by itself.</summary>
    public const float OnlyAnEnding = -2;

    private const uint Slots = 1 << 19;
    private const byte Ending = byte.MaxValue;

    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly byte[] Costs = new byte[Slots];
    private static readonly float[] OfCharacter = new float[0x10000];
    private static readonly float[] InWords = new float[0x10000];

    static WordCosts()
    {
        Array.Fill(OfCharacter, UnknownCharacter);
        foreach (var line in Resource.Lines("words.txt.br"))
        {
            var words = line.AsSpan();
            var first = words.IndexOf(' ');
            var second = first + 1 + words[(first + 1)..].IndexOf(' ');
            var cost = byte.Parse(words[..first], CultureInfo.InvariantCulture);
            var length = int.Parse(words[(first + 1)..second], CultureInfo.InvariantCulture);
            for (var at = second + 1; at < words.Length; at += length) Add(words.Slice(at, length), cost);
            var share = MathF.Exp(-cost / 8f);
            foreach (var character in words[(second + 1)..]) InWords[character] += share;
        }

        for (var character = 0; character < InWords.Length; character++) InWords[character] = InWords[character] > 0 ? -MathF.Log(InWords[character]) : UnknownCharacter;
    }

    /// <summary>The cost of a character as a word of its own.</summary>
    public static float Of(char character) => OfCharacter[character];

    /// <summary>The negative natural logarithm of how many words in running text hold a character: 礎 is no word, but 基礎 is everywhere.</summary>
    public static float OfAnyWordWith(char character) => InWords[character];

    /// <summary>Adds a character in front of a word's key: words are looked up from their last character to the left.</summary>
    public static ulong Prepend(ulong key, char character) => (key + character + 1) * 0x9E3779B97F4A7C15UL;

    /// <summary>The cost of the word with this key, <see cref="OnlyAnEnding"/>, or <see cref="Unlisted"/>: no word ends so.</summary>
    public static float Of(ulong key)
    {
        for (var slot = key >> 45; ; slot = (slot + 1) % Slots)
        {
            if (Keys[slot] == key) return Costs[slot] == Ending ? OnlyAnEnding : Costs[slot] / 8f;
            if (Keys[slot] == 0) return Unlisted;
        }
    }

    private static void Add(ReadOnlySpan<char> word, byte cost)
    {
        if (word.Length == 1)
        {
            OfCharacter[word[0]] = cost / 8f;
            return;
        }

        var key = Prepend(0, word[^1]);
        for (var at = word.Length - 2; at > 0; at--)
        {
            key = Prepend(key, word[at]);
            Enter(key, Ending);
        }

        Enter(Prepend(key, word[0]), cost);
    }

    private static void Enter(ulong key, byte cost)
    {
        var slot = key >> 45;
        while (Keys[slot] != 0 && Keys[slot] != key) slot = (slot + 1) % Slots;
        Costs[slot] = Keys[slot] == key ? Math.Min(Costs[slot], cost) : cost;
        Keys[slot] = key;
    }
}
