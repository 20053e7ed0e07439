namespace NewsApi.ChineseText.Tangles;

/// <summary>Signs that a text is about characters and how they are read, so that the readings in it were written with it.</summary>
internal static class LessonWords
{
    private const int LongestReading = 24; // characters: Fèi Xiàotōng

    private static readonly System.Buffers.SearchValues<string> All = System.Buffers.SearchValues.Create(
        [
            "汉字", "漢字", "生字", "新字", "字音", "字形", "字义", "字義", "形声", "形聲", "会意字", "會意字", "象形", "部首", "笔画", "筆畫", "偏旁", "繁体", "繁體", "简体", "簡體",
            "拼音", "注音", "读音", "讀音", "读作", "讀作", "读为", "讀為", "念作", "念成", "多音", "同音", "近音", "发音", "發音", "聲調", "声调", "韵母", "韻母", "聲母", "声母",
            "阴平", "陰平", "阳平", "陽平", "上声", "上聲", "去声", "去聲", "入声", "入聲", "普通话", "普通話", "粤语", "粵語", "词语", "詞語", "成语", "成語", "組詞", "组词", "造句",
            "课文", "課文", "作文", "明文", "叙文", "敘文", "语文", "語文", "说文", "說文", "字典", "词典", "詞典", "辞典", "辭典", "释义", "釋義", "本义", "本義", "引申", "通假", "古文", "文言", "一词", "一詞", "词条", "詞條", "动词", "動詞", "名词", "名詞", "讀一讀", "读一读",
        ],
        StringComparison.Ordinal);

    /// <summary>How many such words a text holds.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny(All); at >= 0; at = text.IndexOfAny(All))
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    /// <summary>Whether a bracket closes the reading of a whole word or a name, as no replacement writes it: 重慶(Chóngqìng).</summary>
    public static bool IsReadingOfWord(string text, int close)
    {
        var hasTone = false;
        for (var at = close - 1; at > 0 && at > close - LongestReading; at--)
        {
            if (text[at] is '(') return hasTone && WordTail.IsHan(text[at - 1]);
            if (text[at] is not (' ' or '\'' or '’' or '-') && (!char.IsLetter(text[at]) || text[at] >= '\u2000')) return false;
            hasTone |= text[at] is >= '\u00E0' and <= '\u01DC';
        }

        return false;
    }
}
