namespace NewsApi.ChineseText.Tangles;

/// <summary>What a path does with the next stretch of the damaged text.</summary>
internal enum Move
{
    /// <summary>Takes the character as it stands.</summary>
    Copy,

    /// <summary>Takes the bytes of the character, one out of step.</summary>
    Realign,

    /// <summary>Drops a reading in brackets.</summary>
    Gloss,

    /// <summary>Drops a reading whose opening bracket was swallowed, and puts the byte back that swallowed it.</summary>
    SwallowedBracket,

    /// <summary>Puts back the byte lost before A3 BB or A3 BF.</summary>
    LostLead,

    /// <summary>Puts back two bytes that no character was shown for.</summary>
    UndefinedPair,

    /// <summary>Puts back the last byte of a paragraph, which swallowed the bracket of its end tag.</summary>
    SwallowedTag,

    /// <summary>Puts back the last byte of a line.</summary>
    LineEnd,

    /// <summary>Puts back a byte that swallowed an ASCII character nobody can name any more.</summary>
    SwallowedAscii,
}

/// <summary>One hypothesis about the bytes the page had before the damage; a chain, so that hypotheses share their beginnings.</summary>
internal sealed class Path
{
    /// <summary>No lead byte waits for its trail.</summary>
    public const int None = -1;

    private const float HalfCharacter = 7;

    /// <summary>Added to a byte: the waiting lead byte is unknown, and made no defined pair with that byte.</summary>
    public const int UnknownAfter = 0x100;

    public Path? Parent { get; init; }

    public Move Move { get; init; }

    /// <summary>Where the stretch begins in the line; it ends where the next begins.</summary>
    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>The lead byte that waits for its trail, <see cref="None"/>, or <see cref="UnknownAfter"/> and a byte.</summary>
    public int Pending { get; init; }

    /// <summary>The character completed by this move, or U+0000.</summary>
    public char Character { get; init; }

    /// <summary>What follows the character in the same move: the ASCII character that had become its second byte, U+FFFD for a lost one, or U+0000.</summary>
    public char Second { get; init; }

    /// <summary>The last character completed, for readings that follow.</summary>
    public char Last { get; init; }

    /// <summary>The character before that.</summary>
    public char BeforeLast { get; init; }

    /// <summary>Whether the bytes left only this choice.</summary>
    public bool IsOnlyChoice { get; init; }

    /// <summary>Whether every move so far was a copy.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>Where the last move that was not a copy ended.</summary>
    public int LastChange { get; init; }

    /// <summary>Another path to the same state that is as good.</summary>
    public Path? Rival { get; set; }

    public WordTail Words;

    public float Penalty;

    public float Cost => Words.Cost + Penalty;

    /// <summary>The cost with what a waiting lead byte and an unfinished word will add, about.</summary>
    public float Expected { get; init; }

    public static float ExpectedCost(float cost, int pending) => pending == None ? cost : cost + HalfCharacter;
}
