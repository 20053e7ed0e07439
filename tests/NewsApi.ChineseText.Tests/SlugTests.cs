using System.Text;

namespace NewsApi.ChineseText.Tests;

public sealed class SlugTests
{
    [Theory]
    [InlineData("俄烏第二輪直接談判在土耳其舉行", "俄烏第二輪直接談判在土耳其舉行")]
    [InlineData("現場視頻丨俄烏談判", "現場視頻丨俄烏談判")]
    [InlineData("北約(NATO)：停火？", "北約-nato-停火")]
    [InlineData("  Ｇ２０ 峰會 -- 2025!", "g20-峰會-2025")]
    [InlineData("二〇二五", "二〇二五")]
    [InlineData("Cafe\u0301 開業", "café-開業")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("中\u200b文\ufeff", "中文")]
    [InlineData("中\u00ad文", "中文")]
    [InlineData("中\u3164文\uFFA0", "中-文")]
    [InlineData("\u115F\u1160！\u3164", "article")]
    [InlineData("第①輪 x² ⑫", "第1輪-x2-12")]
    [InlineData("？！……", "article")]
    [InlineData("", "article")]
    [InlineData("\uD83D", "article")]
    public void Makes_a_slug_of_a_title(string title, string expected) => Assert.Equal(expected, Slug.From(title));

    [Theory]
    [InlineData("俄乌谈判", "e-wu-tanpan")]
    [InlineData("绿色能源峰会", "lvse-nengyuan-fenghui")]
    [InlineData("重慶會議", "chongqing-huiyi")]
    [InlineData("重慶銀行行長", "chongqing-yinhang-hangzhang")]
    [InlineData("总理率领代表团重新谈判", "zongli-shuailing-daibiao-tuan-chongxin-tanpan")]
    [InlineData("朝鮮音樂家", "chaoxian-yinyue-jia")]
    [InlineData("西安", "xian")]
    [InlineData("北約(NATO)：停火？", "beiyue-nato-tinghuo")]
    [InlineData("Ｇ２０ 峰會 -- 2025!", "g20-fenghui-2025")]
    [InlineData("Zürich café 開業", "zurich-cafe-kaiye")]
    [InlineData("略有不同", "lveyou-butong")]
    [InlineData("單縣", "shanxian")]
    [InlineData("单县", "shanxian")]
    [InlineData("還錢", "huanqian")]
    [InlineData("还款", "huankuan")]
    [InlineData("龜裂", "junlie")]
    [InlineData("重\u200b慶", "chongqing")]
    [InlineData("İstanbul 談判", "istanbul-tanpan")]
    [InlineData("𠮷野家", "𠮷-yejia")]
    [InlineData("東京ガス", "dongjing-ガス")]
    [InlineData("？！……", "article")]
    [InlineData("", "article")]
    public void Spells_a_title_in_Pinyin(string title, string expected) => Assert.Equal(expected, Slug.From(title, SlugStyle.Pinyin));

    [Theory]
    [InlineData("绿色能源峰会", 14, "lvse-nengyuan")]
    [InlineData("绿色能源峰会", 13, "lvse-nengyuan")]
    [InlineData("绿色能源峰会", 12, "lvse")]
    [InlineData("绿色能源峰会", 2, "lv")]
    public void Pinyin_ends_with_a_whole_word(string title, int maxBytes, string expected) => Assert.Equal(expected, Slug.From(title, SlugStyle.Pinyin, maxBytes));

    [Fact]
    public void Takes_halves_of_surrogate_pairs()
    {
        Assert.Equal("tanpan", Slug.From("\uD83D谈判\uDC00", SlugStyle.Pinyin));
        Assert.Equal("谈判", Slug.From("\uD83D谈判\uDC00", SlugStyle.Han));
    }

    [Fact]
    public void Refuses_a_style_that_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => Slug.From("談判", (SlugStyle)9));

    [Theory]
    [InlineData("談判談判談判", 7, "談判")]
    [InlineData("談-判", 6, "談")]
    [InlineData("x\u0323\u0301漢", 4, "article")]
    [InlineData("𠮷野家", 5, "𠮷")]
    public void Keeps_to_its_bytes_without_splitting_a_character(string title, int maxBytes, string expected)
    {
        var slug = Slug.From(title, maxBytes);

        Assert.Equal(expected, slug);
        Assert.True(slug == Slug.Fallback || Encoding.UTF8.GetByteCount(slug) <= maxBytes);
    }

    [Fact]
    public void Refuses_a_length_of_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => Slug.From("談判", 0));
}
