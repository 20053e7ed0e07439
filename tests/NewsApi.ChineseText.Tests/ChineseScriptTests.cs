namespace NewsApi.ChineseText.Tests;

public sealed class ChineseScriptTests
{
    [Theory]
    [InlineData("國家統計局發布數據", "国家统计局发布数据")]
    [InlineData("NATO 2025", "NATO 2025")]
    [InlineData("", "")]
    public void Converts_to_Simplified(string traditional, string simplified) => Assert.Equal(simplified, ChineseScript.ToSimplified(traditional));

    [Theory]
    [InlineData("国家统计局的数据", "國家統計局的數據")]
    [InlineData("俄罗斯与乌克兰", "俄羅斯與烏克蘭")]
    [InlineData("头发 发展 皇后 以后 面粉 里面 干部 干燥 几乎 理发师后来", "頭髮 發展 皇后 以後 麵粉 裡面 幹部 乾燥 幾乎 理髮師後來")]
    public void Converts_to_Traditional(string simplified, string traditional) => Assert.Equal(traditional, ChineseScript.ToTraditional(simplified));

    [Theory]
    [InlineData("國ＡＢＣ１２", "国abc12")]
    [InlineData("Österreich 臺灣", "österreich 台湾")]
    public void Folds_script_case_and_width(string text, string folded)
    {
        Assert.Equal(folded, ChineseScript.Fold(text));
        Assert.Equal(text.Length, folded.Length);
    }

    [Theory]
    [InlineData("", Script.None)]
    [InlineData("Reuters, 2025", Script.None)]
    [InlineData("大中小", Script.Ambiguous)]
    [InlineData("國家與国家", Script.Ambiguous)]
    [InlineData("国家统计局发布数据", Script.Simplified)]
    [InlineData("俄羅斯與烏克蘭第二輪直接談判，并愿意繼續接觸", Script.Traditional)]
    public void Tells_the_script(string text, Script script) => Assert.Equal(script, ChineseScript.Detect(text));
}
