using FluentValidation;
using NewsApi.Http;

namespace NewsApi.Tests.Contract;

/// <summary>What text, addresses and language tags may be.</summary>
public sealed class TextRulesTests
{
    [Theory]
    [InlineData("港口恢復通航", null)]
    [InlineData("𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", null)]
    [InlineData("a　b", null)]
    [InlineData("<b>&</b>", null)]
    [InlineData("12345678901", "must have 10 characters at most; it has 11")]
    [InlineData("𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "it has 11")]
    [InlineData("", "must not be empty")]
    [InlineData(" ", "must not be empty")]
    [InlineData(" a", "begin or end with white space")]
    [InlineData("a　", "begin or end with white space")]
    [InlineData("a\nb", "has U+000A at character 2, which no single line may have")]
    [InlineData("a\tb", "has U+0009 at character 2, which no single line may have")]
    [InlineData("𠮷\u2028b", "has U+2028 at character 2, which no single line may have")]
    [InlineData("a\0", "has U+0000 at character 2, which no text may have")]
    [InlineData("a\u007F", "has U+007F at character 2")]
    [InlineData("a\u0085", "has U+0085 at character 2")]
    public void A_line(string text, string? wrong) => Check(rule => rule.IsPlainLine(10), text, wrong);

    [Theory]
    [InlineData("a\n\tb", null)]
    [InlineData("a ", null)]
    [InlineData("a\u2028b", null)]
    [InlineData("\U0001FFFE", null)]
    [InlineData("\uE000", null)]
    [InlineData("\uFFFD", null)]
    [InlineData("", "must not be empty")]
    [InlineData("\n", "must not be empty")]
    [InlineData("a\r\nb", "has U+000D at character 2, which no text may have; lines end with U+000A alone")]
    [InlineData("𠮷\b", "has U+0008 at character 2, which no text may have")]
    [InlineData("\u000B", "has U+000B at character 1, which no text may have")]
    [InlineData("\u009F", "has U+009F at character 1")]
    [InlineData("a\uFFFE", "has U+FFFE at character 2")]
    [InlineData("a\uFFFF", "has U+FFFF at character 2")]
    [InlineData("12345678901", "must have 10 characters at most; it has 11")]
    public void A_text(string text, string? wrong) => Check(rule => rule.IsPlainText(10), text, wrong);

    /// <summary>White space, what only formats, fillers and blanks: nobody sees any of it.</summary>
    public static TheoryData<string> Invisible { get; } =
    [
        "\u200B", "\u2060", "\uFEFF", "\u00AD", "\u200E", "\u3000\u200B", "\u200D\u3000\u200D", "\u034F", "\u115F", "\u1160", "\u17B4", "\u180E", "\u2065", "\u3164", "\uFFA0",
        "\uFE0F", "\uFFF0", "\u2800", "\U000E0020", "\U000E0100", "\U0001D159",
    ];

    [Theory, MemberData(nameof(Invisible))]
    public void What_nobody_sees_is_empty(string text)
    {
        Check(rule => rule.IsPlainLine(10), text, "must not be empty; it needs a character that can be seen");
        Check(rule => rule.IsPlainText(10), text + "\n", "must not be empty; it needs a character that can be seen");
        Check(rule => rule.IsPlainText(10, canBeEmpty: true), text, null);
    }

    [Theory, MemberData(nameof(Invisible))]
    public void What_nobody_sees_may_stand_in_what_is_seen(string text)
    {
        Check(rule => rule.IsPlainLine(10), $"甲{text}乙", null);
        Check(rule => rule.IsPlainText(10), $"{text}甲", null);
    }

    [Fact]
    public void Half_a_character_is_no_text()
    {
        Check(rule => rule.IsPlainText(10), "a\ud842", "has U+D842 at character 2, which no text may have");
        Check(rule => rule.IsPlainLine(10), "\udfb7a", "has U+DFB7 at character 1, which no text may have");
    }

    [Fact]
    public void A_text_that_may_be_empty() => Check(rule => rule.IsPlainText(10, canBeEmpty: true), "", null);

    [Theory]
    [InlineData("https://news.example/story?a=1&b=2#top", true)]
    [InlineData("http://news.example", true)]
    [InlineData("HTTPS://NEWS.example:8443/", true)]
    [InlineData("https://新聞.example/報道/一|二", true)]
    [InlineData("https://[2001:db8::1]/x", true)]
    [InlineData("ftp://news.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//news.example/x", false)]
    [InlineData("/x", false)]
    [InlineData("news.example", false)]
    [InlineData("https:news.example", false)]
    [InlineData("https://", false)]
    [InlineData("https:///x", false)]
    [InlineData("https://user:secret@news.example/", false)]
    [InlineData("https://user@news.example/", false)]
    [InlineData(" https://news.example/", false)]
    [InlineData("https://news.example/a b", false)]
    [InlineData("https://news.example/a\nb", false)]
    [InlineData("https://news.example\\x", false)]
    [InlineData("https://news.example/\"><script>", false)]
    [InlineData("https://news.example:99999/", false)]
    [InlineData("", false)]
    public void An_address(string text, bool isRight) => Check(rule => rule.IsWebUrl(), text, isRight ? null : "must be an absolute http or https address");

    [Fact]
    public void An_address_has_a_limit()
    {
        Check(rule => rule.IsWebUrl(), "https://news.example/".PadRight(2000, 'x'), null);
        Check(rule => rule.IsWebUrl(), "https://news.example/".PadRight(2001, 'x'), "2000 characters at most");
    }

    [Theory]
    [InlineData("zh", true)]
    [InlineData("zh-Hant", true)]
    [InlineData("ZH-hant-tw", true)]
    [InlineData("zh-cmn-Hans-CN", true)]
    [InlineData("zh-min-nan", true)]
    [InlineData("es-419", true)]
    [InlineData("sl-rozaj-biske", true)]
    [InlineData("de-CH-1901", true)]
    [InlineData("en-US-u-islamcal", true)]
    [InlineData("zh-CN-a-myext-x-private", true)]
    [InlineData("x-whatever", true)]
    [InlineData("i-hak", true)]
    [InlineData("en-GB-oed", true)]
    [InlineData("", false)]
    [InlineData("z", false)]
    [InlineData("zh_Hant", false)]
    [InlineData("zh-", false)]
    [InlineData("-zh", false)]
    [InlineData("zh--Hant", false)]
    [InlineData("chinese!", false)]
    [InlineData("中文", false)]
    [InlineData("zh-Hant\n", false)]
    [InlineData("zh-Hant-Hans", false)]
    [InlineData("zh-TW-CN", false)]
    [InlineData("zh-TW-Hant", false)]
    [InlineData("de-1901-1901", false)]
    [InlineData("ar-a-aaa-b-bbb-a-ccc", false)]
    [InlineData("en-u", false)]
    [InlineData("zh-x", false)]
    [InlineData("i-klingons", false)]
    [InlineData("abcdefghi", false)]
    [InlineData("zh-x-abcdefgh-abcdefgh-abcdefgh-abcd", false)]
    public void A_language_tag(string tag, bool isRight) => Check(rule => rule.IsLanguageTag(), tag, isRight ? null : "must be a BCP 47 language tag such as zh-Hant");

    [Theory]
    [InlineData("ZH-hant-tw", "zh-Hant-TW")]
    [InlineData("EN-us-U-CO-Phonebk", "en-US-u-co-phonebk")]
    [InlineData("SGN-be-fr", "sgn-BE-FR")]
    [InlineData("X-AB-Abcd", "x-ab-abcd")]
    public void A_language_tag_has_one_case(string tag, string canonical) => Assert.Equal(canonical, LanguageTag.Canonical(tag));

    [Fact]
    public void What_is_absent_is_no_matter_of_these_rules() =>
        Assert.All<Action<IRuleBuilder<Box, string?>>>(
            [rule => rule.IsPlainLine(1), rule => rule.IsPlainText(1), rule => rule.IsWebUrl(), rule => rule.IsLanguageTag()],
            rules => Check(rules, null, null));

    [Fact]
    public void Text_is_composed()
    {
        Assert.Equal("é", PlainText.Normalise("e\u0301"));
        Assert.Equal("ガ", PlainText.Normalise("カ\u3099"));
    }

    private static void Check(Action<IRuleBuilder<Box, string?>> rules, string? text, string? wrong)
    {
        var validator = new InlineValidator<Box>();
        rules(validator.RuleFor(box => box.Text));

        var errors = validator.Validate(new Box(text)).Errors;

        if (wrong is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(wrong, Assert.Single(errors).ErrorMessage, StringComparison.Ordinal);
        }
    }

    internal sealed record Box(string? Text);
}
