using System.Text.RegularExpressions;
using NewsApi.ChineseText;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>
/// Recognises a line such as <c>現場視頻丨caption</c>, <c>圖片：caption</c>, <c>【影片】caption</c> or <c>▲caption</c>: what is left of an embedded video, picture
/// or sound.
/// </summary>
internal sealed partial class MediaMarks(UnderstandingOptions options)
{
    private const int MaxMarkLength = 8;

    // What is behind a colon is oftener said by somebody, so a mark before one is a word of the list with another before it, at most.
    private const int MaxQualifier = 2;

    private const int MaxCaptionLength = 300;

    private static readonly char[] Bars = ['丨', '|', '｜', '│'];

    private readonly (MediaType Type, string[] Words)[] _marks =
    [
        .. options.MediaMarks.Select(mark => (
            Enum.Parse<MediaType>(mark.Key, ignoreCase: true), ChineseScript.Fold(mark.Value).Split(' ', StringSplitOptions.RemoveEmptyEntries))),
    ];

    /// <summary>The media item a line stands for, or null for any other line.</summary>
    public MediaItem? ReadOrNull(string line)
    {
        var bar = line.AsSpan(0, Math.Min(line.Length, MaxMarkLength + 1)).IndexOfAny(Bars);
        if (bar > 0)
        {
            // A bar stands for nothing else: any mark that has the word in it will do.
            return Item(TypeOrNull(line[..bar], (mark, word) => mark == word || (word.Length > 1 && mark.Contains(word, StringComparison.Ordinal))), line[(bar + 1)..]);
        }

        if (line.Length > MaxCaptionLength)
        {
            return null;
        }

        if (line[0] is '▲' or '△' && line.Length > 2)
        {
            return Item(MediaType.Image, line[1..]);
        }

        if (line.StartsWith("圖為", StringComparison.Ordinal) || line.StartsWith("图为", StringComparison.Ordinal))
        {
            return Item(MediaType.Image, line);
        }

        if (Bracketed().Match(line) is { Success: true } bracketed)
        {
            return Item(TypeOrNull(bracketed.Groups["mark"].Value, IsMark), bracketed.Groups["caption"].Value);
        }

        return Separated().Match(line) is { Success: true } separated
            ? Item(TypeOrNull(separated.Groups["mark"].Value, IsMark), separated.Groups["caption"].Value)
            : null;
    }

    private static bool IsMark(string mark, string word) =>
        mark == word || (word.Length > 1 && mark.EndsWith(word, StringComparison.Ordinal) && mark.Length - word.Length <= MaxQualifier);

    private MediaType? TypeOrNull(string printed, Func<string, string, bool> isMark)
    {
        var mark = ChineseScript.Fold(printed).TrimEnd(' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Array.Find(_marks, candidate => Array.Exists(candidate.Words, word => isMark(mark, word))) is { Words: not null } found ? found.Type : null;
    }

    private static MediaItem? Item(MediaType? type, string behind)
    {
        if (type is null)
        {
            return null;
        }

        var caption = behind.Trim(' ', '　', ':', '：', '　');
        if (Address().Match(caption) is { Success: true } address && WebAddress.OrNull(address.Value, null) is { } url)
        {
            caption = caption.Replace(address.Value, "", StringComparison.Ordinal).Trim(' ', '　', '(', ')', '（', '）', ':', '：');
            return new MediaItem { Type = type.Value, Url = url, Caption = caption.Length > 0 ? caption : null };
        }

        return new MediaItem { Type = type.Value, Caption = caption.Length > 0 ? caption : null };
    }

    [GeneratedRegex(@"^[【\[〔（(](?<mark>[\p{L}\p{N} ]{1,8})(?:[：:／/](?<caption>[^】\]〕）)]*)[】\]〕）)]|[】\]〕）)]\s*(?<caption>.*))$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(?<mark>[\p{L}\p{N} ]{1,8}?)\s*[：:／](?<caption>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    [GeneratedRegex(@"https?://[^\s<>""，。）)]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
