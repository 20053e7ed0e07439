namespace NewsApi.ChineseText.Search;

/// <summary>What a character is to search.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Stands between tokens: punctuation, white space, symbols, emoji, controls, halves of surrogate pairs.</summary>
    Separator,

    /// <summary>A token by itself: Han, kana, Hangul, Bopomofo.</summary>
    Single,

    /// <summary>A letter or digit, part of a word.</summary>
    Letter,

    /// <summary>A mark that makes another word: the vowel signs of Devanagari and Thai.</summary>
    Mark,

    /// <summary>A mark that belongs to the character before it and makes no difference: accents, variation selectors.</summary>
    Accent,

    /// <summary>Nothing anybody sees: zero-width spaces and joiners, direction marks.</summary>
    Invisible,

    /// <summary>Written as several characters: ㍿, ½, æ.</summary>
    Several,

    /// <summary>The text is over.</summary>
    End,
}
