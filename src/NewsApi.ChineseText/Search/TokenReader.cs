using System.Text;

namespace NewsApi.ChineseText.Search;

/// <summary>Reads the tokens of a text one by one, without making strings.</summary>
internal ref struct TokenReader
{
    private readonly ReadOnlySpan<char> _text;
    private char[] _word = [];
    private int _wordLength;
    private bool _hasToken;

    // The folded character ahead: where it stands in the text, and what remains of several that one character became.
    private CharacterKind _kind;
    private int _code;
    private int _start;
    private int _end;
    private string? _several;
    private int _severalAt;

    /// <summary>Begins where a token does: in the middle of one, what is read there is another one.</summary>
    public TokenReader(ReadOnlySpan<char> text, int start = 0)
    {
        _text = text;
        _end = start;
        Advance();
    }

    /// <summary>Whether the token is a character that is searched by itself.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>That character; 0 where the token is a word.</summary>
    public int Character { get; private set; }

    /// <summary>The word; meaningless where the token is a single character.</summary>
    public readonly ReadOnlySpan<char> Word => _word.AsSpan(0, _wordLength);

    public int Start { get; private set; }

    public int End { get; private set; }

    public bool FollowsDirectly { get; private set; }

    /// <summary>Goes to the next token; false where there is none.</summary>
    public bool Read()
    {
        FollowsDirectly = _hasToken;
        while (_kind is not (CharacterKind.Single or CharacterKind.Letter))
        {
            if (_kind == CharacterKind.End) return false;
            if (_kind == CharacterKind.Separator) FollowsDirectly = false;
            Advance();
        }

        _hasToken = true;
        Start = _start;
        IsSingle = _kind == CharacterKind.Single;
        if (IsSingle) ReadSingle();
        else ReadWord();
        return true;
    }

    /// <summary>Whether the token says the same as another.</summary>
    public readonly bool Is(SearchToken other) => IsSingle
        ? other.IsSingle && Rune.GetRuneAt(other.Text, 0).Value == Character
        : !other.IsSingle && Word.SequenceEqual(other.Text);

    private void ReadSingle()
    {
        Character = _code;
        End = _end;
        Advance();
        while (true)
        {
            if (_kind is CharacterKind.Single or CharacterKind.Accent && Composition.Of(Character, _code) is var composed and not 0) Character = composed;
            else if (_kind is CharacterKind.Single or CharacterKind.Letter or CharacterKind.Separator or CharacterKind.End) return;
            if (_kind != CharacterKind.Invisible) End = _end;
            Advance();
        }
    }

    private void ReadWord()
    {
        Character = 0;
        _wordLength = 0;
        // How many digits the group has that is being read, or -1 where the word is no number in groups.
        var group = 0;
        var isGrouped = false;
        while (true)
        {
            switch (_kind)
            {
                case CharacterKind.Letter:
                    group = group >= 0 && _code is >= '0' and <= '9' ? group + 1 : -1;
                    Append();
                    break;
                case CharacterKind.Mark:
                    group = -1;
                    Append();
                    break;
                case CharacterKind.Accent:
                    End = _end;
                    break;
                case CharacterKind.Invisible:
                    break;
                case CharacterKind.Separator when (isGrouped ? group == 3 : group is >= 1 and <= 3) && IsComma():
                    isGrouped = true;
                    group = 0;
                    break;
                default:
                    return;
            }

            Advance();
        }
    }

    private void Append()
    {
        if (_wordLength + 2 > _word.Length) Array.Resize(ref _word, Math.Max(64, _word.Length * 2));
        _wordLength += new Rune(_code).EncodeToUtf16(_word.AsSpan(_wordLength));
        End = _end;
    }

    // 1,000 is 1000. A full-width comma is Chinese punctuation, unless the digits are as wide: １，０００.
    private readonly bool IsComma()
    {
        if (_text[_start] is not (',' or '，') || _end + 3 > _text.Length) return false;
        var zero = _text[_start] == ',' ? '0' : '０';
        foreach (var digit in (ReadOnlySpan<char>)[_text[_start - 1], .. _text.Slice(_end, 3)])
        {
            if (digit < zero || digit > zero + 9) return false;
        }

        return _end + 3 == _text.Length
            || Rune.DecodeFromUtf16(_text[(_end + 3)..], out var next, out _) != System.Buffers.OperationStatus.Done
            || Folding.First(next) is not { Value: >= '0' and <= '9' };
    }

    private void Advance()
    {
        if (_several is not null)
        {
            AdvanceWithinSeveral();
            return;
        }

        _start = _end;
        if (_start >= _text.Length)
        {
            _kind = CharacterKind.End;
            return;
        }

        var character = _text[_start];
        _end = _start + 1;
        if (char.IsHighSurrogate(character) && _end < _text.Length && char.IsLowSurrogate(_text[_end]))
        {
            AdvanceBeyondBasicPlane(new Rune(character, _text[_end++]));
            return;
        }

        _kind = Folding.Kind(character);
        if (_kind == CharacterKind.Several) Begin(Folding.Several(character));
        else _code = Folding.Fold(character);
    }

    private void AdvanceBeyondBasicPlane(Rune rune)
    {
        if (Folding.Several(rune) is { } several)
        {
            Begin(several);
            return;
        }

        var lower = Rune.ToLowerInvariant(rune);
        _code = lower.Value;
        _kind = Folding.KindOfFolded(lower);
    }

    private void Begin(string several)
    {
        _several = several;
        _severalAt = 0;
        AdvanceWithinSeveral();
    }

    private void AdvanceWithinSeveral()
    {
        var rune = Rune.GetRuneAt(_several!, _severalAt);
        _severalAt += rune.Utf16SequenceLength;
        if (_severalAt == _several!.Length) _several = null;
        _code = rune.Value;
        _kind = Folding.KindOfFolded(rune);
    }
}
