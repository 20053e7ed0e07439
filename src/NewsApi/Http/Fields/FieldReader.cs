namespace NewsApi.Http.Fields;

/// <summary>Reads <c>fields</c>: names with commas between them, <c>*</c> for all, <c>-name</c> for all but one, <c>name(…)</c> for parts of one.</summary>
internal sealed class FieldReader
{
    /// <summary>Most characters of a selection.</summary>
    public const int MaxLength = 1000;

    private readonly string _text;
    private readonly IReadOnlyList<string> _around;
    private int _at;
    private string? _wrong;

    private FieldReader(string text, IReadOnlyList<string> around) => (_text, _around) = (text, around);

    /// <summary>Reads a selection; null with what is wrong, and what would be right.</summary>
    /// <param name="text">As it is given.</param>
    /// <param name="answer">What there is to select.</param>
    /// <param name="wrong">What is wrong with it.</param>
    public static FieldSelection? ReadOrNull(string text, AnswerFields answer, out string? wrong)
    {
        if (text.Length > MaxLength)
        {
            wrong = $"has more than {MaxLength} characters";
            return null;
        }

        var reader = new FieldReader(text, answer.Around);
        var selection = reader.ListOrNull(answer.Members, "");
        wrong = reader._wrong ?? (reader._at < text.Length ? "has a ) without its (" : null);
        return wrong is null ? selection : null;
    }

    private FieldSelection? ListOrNull(FieldMembers members, string path)
    {
        var named = new Dictionary<string, FieldSelection?>(StringComparer.Ordinal);
        var hasOthers = false;
        do
        {
            if (!TryItem(members, path, named, ref hasOthers))
            {
                return null;
            }
        }
        while (Take(','));

        if (!hasOthers && named.FirstOrDefault(member => member.Value is null).Key is { } name)
        {
            return Wrong($"takes {Within(path, name)} away where nothing was selected; write {Within(path, $"*,-{name}")}");
        }

        if (members.Discriminator is { } discriminator)
        {
            named[discriminator] = FieldSelection.Everything;
        }

        return new FieldSelection(named, hasOthers);
    }

    private bool TryItem(FieldMembers members, string path, Dictionary<string, FieldSelection?> named, ref bool hasOthers)
    {
        var isAway = Take('-');
        var name = Name();
        if (name.Length == 0)
        {
            var place = path.Length == 0 ? "" : $" in {path}( )";
            return No(_at < _text.Length && _text[_at] == '('
                ? "has a ( without a name before it"
                : $"has a place without a name{place}; write names with a comma between them, such as {Example(members)}");
        }

        if (name == "*")
        {
            var isRepeated = hasOthers;
            hasOthers = true;
            return isAway ? No("takes everything away; select what is wanted instead") : isRepeated ? Doubled("*") : NoParts("*") && Ends("*");
        }

        if (!members.Names.Contains(name, StringComparer.Ordinal))
        {
            return No(Unknown(members, path, name));
        }

        if (named.ContainsKey(name))
        {
            return Doubled(name);
        }

        if (isAway)
        {
            named[name] = null;
            return name == members.Discriminator ? No($"takes {Within(path, name)} away, which tells the kinds apart and always stays") : NoParts(name) && Ends(name);
        }

        if (!Take('('))
        {
            named[name] = FieldSelection.Everything;
            return Ends(name);
        }

        if (members.InnerOrNull(name) is not { } inner)
        {
            return No($"asks for parts of {Within(path, name)}, which has none; leave out its ( )");
        }

        named[name] = ListOrNull(inner, path.Length == 0 ? name : $"{path}.{name}");
        return _wrong is null && (Take(')') ? Ends($"{name}( )") : No($"has a ( without its ), behind {name}"));

        bool Doubled(string what) => No($"names {Within(path, what)} twice; name it once");

        bool NoParts(string what) => _at == _text.Length || _text[_at] != '('
            || No(what == "*"
                ? "asks for parts of *; name each member whose parts are wanted"
                : $"takes parts of {Within(path, what)} away; write {Within(path, $"{what}(*,-…)")}");

        bool Ends(string what) => _at == _text.Length || _text[_at] is ',' or ')' || No($"has something behind {what}; write a comma before it");
    }

    private string Unknown(FieldMembers members, string path, string name)
    {
        if (path.Length == 0 && _around.Contains(name, StringComparer.Ordinal))
        {
            return $"names {name}; in a list, it names members of the items, such as {Example(members)}, and what is around them always stays";
        }

        var nearest = NearestName.OrNull(name, members.Names);
        return $"names {Within(path, ShownName.Of(name))}, which is unknown; " + (nearest is null ? $"there are {string.Join(", ", members.Names)}" : $"did you mean {nearest}?");
    }

    private static string Example(FieldMembers members) => string.Join(',', members.Names.Take(2));

    /// <summary>A name as it is written where it is: <c>sections(heading)</c>.</summary>
    private static string Within(string path, string name) => path.Length == 0
        ? name
        : $"{path.Replace(".", "(", StringComparison.Ordinal)}({name}{new string(')', path.Count(character => character == '.') + 1)}";

    private string Name()
    {
        var end = _text.AsSpan(_at).IndexOfAny(",()");
        var name = end < 0 ? _text[_at..] : _text[_at..(_at + end)];
        _at += name.Length;
        return name;
    }

    private bool Take(char character)
    {
        if (_at == _text.Length || _text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private FieldSelection? Wrong(string what)
    {
        _wrong ??= what;
        return null;
    }

    private bool No(string what) => Wrong(what) is not null;
}
