using NewsApi.ChineseText;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>Recognises a line such as <c>現場視頻丨caption</c>: what is left of an embedded video, picture or sound.</summary>
internal sealed class MediaMarks(UnderstandingOptions options)
{
    private const int MaxMarkLength = 8;

    private static readonly char[] Bars = ['丨', '|', '｜', '│'];

    private readonly (MediaType Type, WordList Words)[] _marks =
        [.. options.MediaMarks.Select(mark => (Enum.Parse<MediaType>(mark.Key, ignoreCase: true), new WordList(mark.Value)))];

    /// <summary>The media item a line stands for, or null for any other line.</summary>
    public MediaItem? ReadOrNull(string line)
    {
        var bar = line.IndexOfAny(Bars);
        if (bar is < 1 or > MaxMarkLength)
        {
            return null;
        }

        var mark = ChineseScript.Fold(line[..bar]);
        var caption = line[(bar + 1)..].Trim();
        return Array.Find(_marks, candidate => candidate.Words.CountIn(mark) > 0) is { Words: not null } found
            ? new MediaItem { Type = found.Type, Caption = caption.Length > 0 ? caption : null }
            : null;
    }
}
