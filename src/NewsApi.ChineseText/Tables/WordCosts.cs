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

    // A key and, in its last byte, the cost: one look at memory for both.
    private static readonly ulong[] Entries = new ulong[Slots];

    // Most pairs of characters end no word. This says so of nearly all of them, and is small enough to stay in the cache.
    private static readonly ulong[] Pairs = new ulong[1 << 15];

    private static readonly float[] OfCharacter = new float[0x10000];
    private static readonly float[] InWords = new float[0x10000];
    private static readonly float[] Beginning = new float[0x10000];

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
            for (var at = second + 1; length > 1 && at < words.Length; at += length) Beginning[words[at]] += share;
        }

        foreach (var shares in (float[][])[InWords, Beginning])
        {
            for (var character = 0; character < shares.Length; character++) shares[character] = shares[character] > 0 ? -MathF.Log(shares[character]) : UnknownCharacter;
        }
    }

    /// <summary>The cost of a character as a word of its own.</summary>
    public static float Of(char character) => OfCharacter[character];

    /// <summary>The negative natural logarithm of how many words in running text hold a character: 礎 is no word, but 基礎 is everywhere.</summary>
    public static float OfAnyWordWith(char character) => InWords[character];

    /// <summary>The negative natural logarithm of how many words begin with a character and go on: 委 stands for 委員, 委託, 委員會.</summary>
    public static float OfBeginning(char character) => Beginning[character];

    /// <summary>Adds a character in front of a word's key: words are looked up from their last character to the left.</summary>
    public static ulong Prepend(ulong key, char character) => (key + character + 1) * 0x9E3779B97F4A7C15UL;

    /// <summary>The cost of the word with this key, <see cref="OnlyAnEnding"/>, or <see cref="Unlisted"/>: no word ends so.</summary>
    public static float Of(ulong key)
    {
        var bit = key >> 43;
        if ((Pairs[bit >> 6] & (1UL << (int)(bit & 63))) == 0) return Unlisted;
        for (var slot = key >> 45; ; slot = (slot + 1) % Slots)
        {
            var entry = Entries[slot];
            if ((entry ^ key) <= byte.MaxValue) return (byte)entry == Ending ? OnlyAnEnding : (byte)entry / 8f;
            if (entry == 0) return Unlisted;
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
        var bit = key >> 43;
        Pairs[bit >> 6] |= 1UL << (int)(bit & 63);
        var slot = key >> 45;
        while (Entries[slot] != 0 && (Entries[slot] ^ key) > byte.MaxValue) slot = (slot + 1) % Slots;
        Entries[slot] = (key & ~(ulong)byte.MaxValue) | (Entries[slot] == 0 ? cost : Math.Min((byte)Entries[slot], cost));
    }
}
