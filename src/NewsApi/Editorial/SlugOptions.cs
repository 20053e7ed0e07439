using NewsApi.ChineseText;

namespace NewsApi.Editorial;

/// <summary>How names in addresses are made: section <c>Slugs</c>.</summary>
public sealed class SlugOptions
{
    /// <summary><c>Han</c> keeps Han characters as themselves, <c>Pinyin</c> writes their readings. Default Han. Names given before stay.</summary>
    public SlugStyle Style { get; init; } = SlugStyle.Han;
}
