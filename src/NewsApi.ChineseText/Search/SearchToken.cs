namespace NewsApi.ChineseText.Search;

/// <summary>The smallest thing search knows: a character of Chinese, Japanese or Korean, or a word of another script.</summary>
/// <param name="Text">
/// What is compared: of usual width, lower case, without accents, in Simplified characters. ＧＰＴ is gpt, Café cafe, 國 国, 1,000 1000.
/// </param>
/// <param name="Start">Where it begins in the text as written, in UTF-16 units.</param>
/// <param name="Length">How many units it takes there, with its accents.</param>
/// <param name="IsSingle">
/// A character that is searched by itself: Han, kana, a Hangul syllable, Bopomofo. Otherwise a longest run of letters and digits.
/// </param>
/// <param name="FollowsDirectly">Nothing at all stands between it and the token before. Characters without width are nothing.</param>
public readonly record struct SearchToken(string Text, int Start, int Length, bool IsSingle, bool FollowsDirectly);
