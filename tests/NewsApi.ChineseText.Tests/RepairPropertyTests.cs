using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NewsApi.ChineseText.Tests.Simulation;

namespace NewsApi.ChineseText.Tests;

/// <summary>What holds for every text: repair ends, changes nothing twice, and its plan replays.</summary>
[Properties(Arbitrary = [typeof(Texts)], MaxTest = 300)]
public sealed class RepairPropertyTests
{
    [Property]
    public void Repairs_anything_once_and_for_all(AnyText text)
    {
        var result = TextRepair.Repair(text.Value);

        Assert.Equal(result.Text, RepairResult.Replay(text.Value, result.Steps));
        Assert.Equal(result.Text, TextRepair.Repair(result.Text).Text);
        Assert.Equal(text.Value.Count(character => character == '\n'), result.Text.Count(character => character == '\n'));
    }

    [Property]
    public void Numbers_the_lines_of_the_original(AnyText text)
    {
        var lines = text.Value.Split('\n').Length;

        Assert.All(TextRepair.Repair(text.Value).Steps, step => Assert.InRange(step.Line, 1, lines));
    }

    [Property]
    public void Slugs_are_never_empty_nor_too_long(AnyText text)
    {
        var slug = Slug.From(text.Value, 60);

        Assert.NotEmpty(slug);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(slug), 1, 60);
        Assert.Equal(slug, Slug.From(slug, 60));
    }

    [Property]
    public void Cuts_and_folds_anything(AnyText text)
    {
        Assert.Equal(text.Value.Length, ChineseScript.Fold(text.Value).Length);
        Assert.All(Words.Cut(text.Value), Assert.NotEmpty);
        Assert.All(Words.CutByTable(text.Value), Assert.NotEmpty);
    }

    /// <summary>A text of any kind: random UTF-16, bytes read in a wrong encoding, damaged news, pieces of all of them.</summary>
    public sealed record AnyText(string Value)
    {
        public override string ToString() => string.Concat(Value.Select(character => $"\\u{(int)character:x4}"));
    }

    private static class Texts
    {
        private const string Pieces = "?？;；,()<>/p&#amp;\u200B\uFEFF\uFFFD\uD83D\uDC4D€\0\n\r 1aA锟斤拷停火數當的";
        private static readonly string[] News = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "news-hant.txt"))];

        public static Arbitrary<AnyText> Any()
        {
            var unit = Gen.OneOf(
                Gen.Choose(0, 0xFFFF).Select(value => (char)value),
                Gen.Choose(0x4E00, 0x9FA5).Select(value => (char)value),
                Gen.Choose(0x80, 0xFF).Select(value => (char)value),
                Gen.Elements(Pieces.ToCharArray()));
            var random = Gen.ArrayOf(unit).Select(units => new string(units));
            var line = Gen.Elements(News);
            var damaged = line.Select(new BlindReplacement(GlossLists.Hundred).DamageLine);
            var tangled = line.Select(new BlindReplacement(GlossLists.Everything, narrows: false).DamageLine);
            var mixed = Gen.Zip(damaged, random).Select(both => both.Item1.Insert(both.Item1.Length / 2, both.Item2));
            var texts = Gen.OneOf(random, line, damaged, tangled, mixed, line.Select(Utf8AsWindows), line.Select(GbkAsLatin1));
            return Gen.ArrayOf(texts, 3).Select(parts => new AnyText(string.Join('\n', parts))).ToArbitrary();
        }

        private static string Utf8AsWindows(string text) =>
            System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(System.Text.Encoding.UTF8.GetBytes(text));

        private static string GbkAsLatin1(string text) =>
            System.Text.Encoding.Latin1.GetString(System.Text.CodePagesEncodingProvider.Instance.GetEncoding(936)!.GetBytes(text));
    }
}
