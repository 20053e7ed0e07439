using System.Runtime.Loader;

namespace NewsApi.ChineseText.Tests;

/// <summary>Runs a second copy of the library that was told to go without ICU.</summary>
public sealed class WithoutIcuTests
{
    private static readonly Type[] Library = LoadWithoutIcu();

    [Fact]
    public void Says_that_there_is_none()
    {
        Assert.False((bool)Library.Single(type => type.Name == nameof(ChineseIcu)).GetProperty(nameof(ChineseIcu.IsAvailable))!.GetValue(null)!);
        Assert.Null(Library.Single(type => type.Name == nameof(ChineseIcu)).GetProperty(nameof(ChineseIcu.Version))!.GetValue(null));
    }

    [Fact]
    public void Still_restores_the_damaged_page()
    {
        var result = Call(nameof(TextRepair), nameof(TextRepair.Repair), Read("source.txt"));

        Assert.Equal(Read("clean.txt"), result.GetType().GetProperty(nameof(RepairResult.Text))!.GetValue(result));
    }

    [Theory]
    [InlineData(nameof(ChineseScript.ToSimplified), "國家統計局", "国家统计局")]
    [InlineData(nameof(ChineseScript.ToTraditional), "国家统计局", "國家統計局")]
    [InlineData(nameof(ChineseScript.Fold), "國ＡＢＣ", "国abc")]
    public void Still_converts_characters(string method, string text, string converted) =>
        Assert.Equal(converted, Call(nameof(ChineseScript), method, text));

    [Theory]
    [InlineData("理发师后来在里面吃面包", "理髮師後來在裡面吃麵包")]
    [InlineData("皇后乘坐公共汽车去银行", "皇后乘坐公共汽車去銀行")]
    public void Still_converts_phrases(string text, string converted) =>
        Assert.Equal(converted, Call(nameof(ChineseScript), nameof(ChineseScript.ToTraditional), text));

    [Fact]
    public void Still_ends_excerpts_with_words() =>
        Assert.Equal("俄羅斯與…", Library.Single(type => type.Name == nameof(Excerpt)).GetMethod(nameof(Excerpt.Of))!.Invoke(null, ["俄羅斯與烏克蘭談判", 6]));

    [Fact]
    public void Still_spells_slugs()
    {
        var style = Enum.ToObject(Library.Single(type => type.Name == nameof(SlugStyle)), (int)SlugStyle.Pinyin);
        var method = Library.Single(type => type.Name == nameof(Slug)).GetMethods().Single(method => method.GetParameters().Length == 3);

        Assert.Equal("yinhang-nato-2025", method.Invoke(null, ["銀行 NATO 2025", style, 120]));
        Assert.Equal("shanxian", method.Invoke(null, ["單縣", style, 120]));
        Assert.Equal("chongqing-shizhang", method.Invoke(null, ["重慶市長", style, 120]));
    }

    [Fact]
    public void Still_cuts_words() =>
        Assert.Equal(["俄羅斯", "與", "烏克蘭", "談判"], (IEnumerable<string>)Call(nameof(Words), nameof(Words.Cut), "俄羅斯與烏克蘭談判"));

    [Theory]
    [InlineData("北約 Cafe\u0301 Å ＧＰＴ－５ 𠮷 ㍿ ｶﾞ ½ 𝐀 İ", "北|约|cafe|a|gpt|5|𠮷|株|式|会|社|ガ|1|2|a|i")]
    public void Still_folds_for_search(string text, string tokens)
    {
        var found = (System.Collections.IEnumerable)Call("SearchText", "Tokens", text);

        Assert.Equal(tokens, string.Join('|', found.Cast<object>().Select(token => token.GetType().GetProperty("Text")!.GetValue(token))));
    }

    private static object Call(string type, string method, string text) =>
        Library.Single(candidate => candidate.Name == type).GetMethod(method, [typeof(string)])!.Invoke(null, [text])!;

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));

    private static Type[] LoadWithoutIcu()
    {
        // The switch is read once in each copy: in this one first, so that the other tests keep their ICU.
        Assert.True(ChineseIcu.IsAvailable);
        AppContext.SetSwitch(ChineseIcu.OffSwitch, true);
        try
        {
            var copy = new AssemblyLoadContext(nameof(WithoutIcuTests)).LoadFromAssemblyPath(typeof(TextRepair).Assembly.Location);
            _ = copy.GetType(typeof(ChineseIcu).FullName!)!.GetProperty(nameof(ChineseIcu.IsAvailable))!.GetValue(null);
            return copy.GetExportedTypes();
        }
        finally
        {
            AppContext.SetSwitch(ChineseIcu.OffSwitch, false);
        }
    }
}
