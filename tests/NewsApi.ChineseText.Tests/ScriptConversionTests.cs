using NewsApi.ChineseText.Conversion;

namespace NewsApi.ChineseText.Tests;

/// <summary>Conversion between the scripts, with ICU and by the tables alone. <c>a&gt;b</c>: a becomes b; a single word stays.</summary>
public sealed class ScriptConversionTests(ITestOutputHelper output)
{
    private const string Different = """
        头发>頭髮 发展>發展 理发>理髮 发型>髮型 白发>白髮 沙发>沙發 蒸发>蒸發 毛发>毛髮 假发>假髮 发财>發財
        以后>以後 后来>後來 后天>後天 最后>最後 幕后>幕後 理发师后来>理髮師後來 面粉>麵粉 面包>麵包 拉面>拉麵 面条>麵條
        里面>裡面 家里>家裡 心里>心裡 这里>這裡 干部>幹部 干燥>乾燥 饼干>餅乾 干净>乾淨 树干>樹幹 骨干>骨幹 能干>能幹 干杯>乾杯
        几乎>幾乎 几个>幾個 复杂>複雜 恢复>恢復 重复>重複 复制>複製 复兴>復興 答复>答覆 一只>一隻 两只>兩隻 船只>船隻
        关系>關係 联系>聯繫 系统>系統 放松>放鬆 松弛>鬆弛 轻松>輕鬆 范围>範圍 示范>示範 规范>規範 台风>颱風 日历>日曆 历史>歷史 经历>經歷
        时钟>時鐘 分钟>分鐘 准备>準備 标准>標準 准确>準確 制造>製造 复制品>複製品 研制>研製 余额>餘額 多余>多餘 其余>其餘 业余>業餘
        谷物>穀物 稻谷>稻穀 丑闻>醜聞 丑陋>醜陋 征求>徵求 特征>特徵 象征>象徵 征兵>徵兵 冲突>衝突 冲击>衝擊 冲洗>沖洗 精致>精緻 细致>細緻
        签名>簽名 签字>簽字 竹签>竹籤 抽签>抽籤 胡须>鬍鬚 云彩>雲彩 乌云>烏雲 酒曲>酒麴 舍弃>捨棄 舍得>捨得 采访>採訪 采购>採購
        忧郁>憂鬱 浓郁>濃郁 呼吁>呼籲 沈阳>瀋陽 尽管>儘管 尽力>盡力 占领>佔領 杂志>雜誌 周围>周圍 旅游>旅遊 并且>並且 合并>合併 吞并>吞併
        斗争>鬥爭 奋斗>奮鬥 志愿>志願 了解>瞭解 明了>明瞭 获得>獲得 收获>收穫 团结>團結 汇率>匯率 词汇>詞彙 脏话>髒話 心脏>心臟
        表面>表面 手表>手錶 钟表>鐘錶 胜利>勝利 别扭>彆扭 卷起>捲起 伙伴>夥伴 借口>藉口 挂号>掛號 板凳>板凳 老板>老闆 丰富>豐富
        仿佛>彷彿 担忧>擔憂 才干>才幹 千秋>千秋 秋千>鞦韆 困难>困難 困倦>睏倦 万里长城>萬里長城 游击队>游擊隊 咸味>鹹味 当时>當時 叮当>叮噹
        只有>只有 只能>只能 制度>制度 控制>控制 体制>體制 批准>批准 不准>不准 公里>公里 海里>海里 里程>里程 里约热内卢>里約熱內盧
        人云亦云 皇后 王后 后妃 茶几 宿舍 山谷 小丑 出征 长征>長征 致力 必须>必須 必需 歌曲 风采>風采 丰采 上升 公升 升旗>升旗 游泳 上游
        北斗 干涉 干扰>干擾 若干 天干地支 松树>松樹 北斗星 占卜 面对>面對 面积>面積 表示 周末>週末 姓范 姓沈 姓周 姓于 范先生 余教授 台湾>台灣 舞台 长吁短叹>長吁短嘆
        怒气冲冲>怒氣沖沖 钟南山>鍾南山 于右任在于都 在于都市>在於都市 问题在于人>問題在於人 他答复说将回复来信>他答覆說將回覆來信
        家具 克制 一目了然 胡同 电表>電錶 家具店>家具店
        """;

    private const string Back = """
        乾隆 乾坤 乾淨>干净 乾燥>干燥 餅乾>饼干 瞭解>了解 瞭望 明瞭>明了 著名 著作 名著 顯著>显著 看著>看着 沿著>沿着 跟著>跟着 意味著>意味着 執著>执着
        頭髮>头发 發展>发展 皇后 以後>以后 裡面>里面 裏面>里面 為了>为了 爲了>为了 群眾>群众 羣衆>群众 臺灣>台湾 台灣>台湾 颱風>台风
        覆蓋>覆盖 答覆>答复 回覆>回复 復興>复兴 複雜>复杂 藉口>借口 慰藉 徵求>征求 長征>长征 餘額>余额 余先生 鐘錶>钟表 姓鍾>姓钟
        週末>周末 周圍>周围 姊妹 姊姊 摔跤 俱樂部>俱乐部 諮詢>咨询 憑藉>凭借 於是>于是 關於>关于 並且>并且 合併>合并 佔領>占领 佈置>布置
        準備>准备 批准 製造>制造 制度 瀋陽>沈阳 沉默 鬱悶>郁闷 濃郁>浓郁 隻身>只身 只有 瞭望台 瞭望臺>瞭望台 森林瞭望台 妳們>你们 傢俱>家具 剋制>克制 一目瞭然>一目了然 衚衕>胡同 甚麼>什么 什麼>什么 麵粉>面粉 面對>面对 鬥爭>斗争 北斗
        """;

    public static TheoryData<string, string> ToTraditional => Pairs(Different);

    public static TheoryData<string, string> ToSimplified => Pairs(Back);

    public static TheoryData<string> Unchanged =>
    [
        "皇后與公主", "他在公里數上說謊", "這裡面有一隻貓。", "看着和看著都有人寫，臺灣與台灣也是。", "爲羣眾服務", "武則天后來稱帝，王后不復存在。", "范先生說：「只有干涉才有後果。」",
        "北斗衛星系統與谷歌地圖", "這齣戲的丑角是郁達夫的余姓朋友", "慾望與欲望", "台灣的颱風", "“引號”與「引號」不變。", "𠮷野家在臺北開店",
    ];

    [Theory]
    [MemberData(nameof(ToTraditional))]
    public void Writes_Traditional_characters(string simplified, string traditional)
    {
        Assert.Equal(traditional, ChineseScript.ToTraditional(simplified));
        Assert.Equal(traditional, new ToTraditionalCharacters(simplified, null, ScriptEvidence.Of(simplified)).Convert());
    }

    [Theory]
    [MemberData(nameof(ToSimplified))]
    public void Writes_Simplified_characters(string traditional, string simplified)
    {
        Assert.Equal(simplified, ChineseScript.ToSimplified(traditional));
        Assert.Equal(simplified, new ToSimplifiedCharacters(traditional, null, ScriptEvidence.Of(traditional)).Convert());
    }

    [Theory]
    [MemberData(nameof(Unchanged))]
    public void Leaves_Traditional_text_alone(string text) => Assert.Equal(text, ChineseScript.ToTraditional(text));

    [Theory]
    [InlineData("乾隆皇帝后来说：瞭望塔上有人。")]
    [InlineData("这部著作很著名，讲的是宫商角徵羽。")]
    [InlineData("他藉此机会表达慰藉")]
    public void Leaves_Simplified_text_alone(string text) => Assert.Equal(text, ChineseScript.ToSimplified(text));

    [Theory]
    [InlineData("歡迎皇后和头发", "歡迎皇后和頭髮")]
    [InlineData("頭发", "頭髮")]
    [InlineData("國家與国家", "國家與國家")]
    [InlineData("乾隆后来到了台湾", "乾隆後來到了台灣")]
    [InlineData("這裡說的是发展。以后再说。", "這裡說的是發展。以後再說。")]
    [InlineData("我们去“里面”看看!", "我們去“裡面”看看!")]
    public void Mixed_text_keeps_what_is_Traditional(string text, string expected) => Assert.Equal(expected, ChineseScript.ToTraditional(text));

    [Theory]
    [InlineData("隨著颱風接近，他看著海面，想著她的著作。", "随着台风接近，他看着海面，想着她的著作。")]
    [InlineData("他看着海面，說這是張三著的書。", "他看着海面，说这是张三著的书。")]
    public void The_particle_is_told_from_the_verb(string text, string expected) => Assert.Equal(expected, ChineseScript.ToSimplified(text));

    [Fact]
    public void Changes_Han_characters_only()
    {
        Assert.Equal("a𠮷b\uD83D後\0來🙂“裡面”…\r\n\tＡＢＣ", ChineseScript.ToTraditional("a𠮷b\uD83D后\0来🙂“里面”…\r\n\tＡＢＣ"));
        Assert.Equal("a𠮷b\uD83D后\0来🙂“里面”…\r\n\tＡＢＣ", ChineseScript.ToSimplified("a𠮷b\uD83D後\0來🙂“裡面”…\r\n\tＡＢＣ"));
        Assert.Equal("\uDC00\uDC00國\uD800", ChineseScript.ToTraditional("\uDC00\uDC00国\uD800"));
    }

    [Fact]
    public void Stays_the_same_when_converted_twice()
    {
        Assert.All(News("news-hans.txt").Concat(News("news-hant.txt")), line =>
        {
            var traditional = ChineseScript.ToTraditional(line);
            var simplified = ChineseScript.ToSimplified(line);
            Assert.Equal(traditional, ChineseScript.ToTraditional(traditional));
            Assert.Equal(simplified, ChineseScript.ToSimplified(simplified));
        });
        Assert.All(News("news-hant.txt"), line => Assert.Equal(line, ChineseScript.ToTraditional(line)));
        Assert.All(News("news-hans.txt"), line => Assert.Equal(line, ChineseScript.ToSimplified(line)));
    }

    // What is lost on the way back are other usual forms: 宣布 comes back as 宣佈.
    [Fact]
    public void News_comes_back_from_the_other_script()
    {
        var simplifiedToSimplified = Rate("news-hans.txt", "ours", ChineseScript.ToTraditional, ChineseScript.ToSimplified);
        var traditionalToTraditional = Rate("news-hant.txt", "ours", ChineseScript.ToSimplified, ChineseScript.ToTraditional);
        using var toTraditional = Icu.Transliterator.CreateInstance("Simplified-Traditional");
        using var toSimplified = Icu.Transliterator.CreateInstance("Traditional-Simplified");
        var byIcu = Rate("news-hans.txt", "ICU alone", text => toTraditional.Transliterate(text), text => toSimplified.Transliterate(text));
        var byIcuBack = Rate("news-hant.txt", "ICU alone", text => toSimplified.Transliterate(text), text => toTraditional.Transliterate(text));

        Assert.True(simplifiedToSimplified >= Math.Max(byIcu, 0.9999));
        Assert.True(traditionalToTraditional >= Math.Max(byIcuBack, 0.994));
    }

    [Theory]
    [InlineData("", Script.None)]
    [InlineData("🙂 2025 — №", Script.None)]
    [InlineData("かな カナ", Script.None)]
    [InlineData("皇后", Script.Ambiguous)]
    [InlineData("公里", Script.Ambiguous)]
    [InlineData("乾隆", Script.Ambiguous)]
    [InlineData("中文", Script.Ambiguous)]
    [InlineData("𠮷", Script.Ambiguous)]
    [InlineData("汉", Script.Simplified)]
    [InlineData("漢", Script.Traditional)]
    [InlineData("瞭望塔说明", Script.Simplified)]
    [InlineData("乾隆后来说", Script.Simplified)]
    [InlineData("王后說", Script.Traditional)]
    [InlineData("NATO峰会", Script.Simplified)]
    [InlineData("NATO峰會", Script.Traditional)]
    [InlineData("俄烏談判代表團抵達，并愿意繼續", Script.Traditional)]
    [InlineData("国家电视台报道，乾隆年间的「繁體」二字", Script.Simplified)]
    [InlineData("國家说这里，国家說這裡", Script.Ambiguous)]
    public void Detects_the_script(string text, Script script) => Assert.Equal(script, ChineseScript.Detect(text));

    [Theory]
    [InlineData("news-hans.txt", Script.Simplified)]
    [InlineData("news-hant.txt", Script.Traditional)]
    public void Detects_the_script_of_news(string news, Script script)
    {
        Assert.Equal(script, ChineseScript.Detect(string.Join('\n', News(news))));
        // 研究刊登在《自然》期刊上，第一作者是一名博士生 is written alike in both.
        Assert.InRange(News(news).Count(line => ChineseScript.Detect(line) != script), 0, 1);
        Assert.All(News(news), line => Assert.Contains(ChineseScript.Detect(line), (Script[])[script, Script.Ambiguous]));
    }

    private double Rate(string news, string label, Func<string, string> there, Func<string, string> back)
    {
        var (lines, right, characters, rightCharacters) = (0, 0, 0, 0);
        foreach (var line in News(news))
        {
            var returned = back(there(line));
            lines++;
            if (returned == line) right++;
            characters += line.Length;
            rightCharacters += line.Zip(returned).Count(pair => pair.First == pair.Second);
        }

        var share = (double)rightCharacters / characters;
        output.WriteLine($"{label}, {news} there and back: {right} of {lines} lines, {share:P2} of {characters} characters");
        return share;
    }

    private static string[] News(string name) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", name));

    private static TheoryData<string, string> Pairs(string table) =>
        [.. table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('>')[0], pair.Split('>')[^1])).Distinct()];
}
