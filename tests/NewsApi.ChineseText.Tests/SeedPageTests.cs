using NewsApi.ChineseText.Tests.Simulation;

namespace NewsApi.ChineseText.Tests;

public sealed class SeedPageTests
{
    private static readonly string Source = Read("source.txt");
    private static readonly string Clean = Read("clean.txt");

    [Fact]
    public void Restores_the_damaged_page_byte_for_byte() => Assert.Equal(Clean, TextRepair.Repair(Source).Text);

    [Fact]
    public void Leaves_the_undamaged_page_alone()
    {
        var result = TextRepair.Repair(Clean);

        Assert.Equal(Clean, result.Text);
        Assert.Empty(result.Steps);
    }

    [Fact]
    public void Replays_the_plan()
    {
        var result = TextRepair.Repair(Source);

        Assert.NotEmpty(result.Steps);
        Assert.Equal(result.Text, RepairResult.Replay(Source, result.Steps));
    }

    [Fact]
    public void Names_the_line_and_the_certainty_of_each_step()
    {
        var steps = TextRepair.Repair(Source).Steps;

        Assert.Contains(steps, step => step is { Kind: "realigned-bytes", Line: 3, Before: "?shù)貢r", After: "地時", Confidence: RepairConfidence.Certain });
        Assert.Contains(steps, step => step is { Kind: "lost-lead-byte", Line: 5, Before: "?;鹛嶙h", After: "停火提議", Confidence: RepairConfidence.Likely });
        Assert.DoesNotContain(steps, step => step.Confidence == RepairConfidence.Lost);
    }

    [Fact]
    public void Keeps_an_editors_reading_on_the_damaged_page()
    {
        var result = TextRepair.Repair(Source + "\n發言人姓仇(qiú)。");

        Assert.EndsWith("\n發言人姓仇(qiú)。", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulated_damage_is_the_damage_of_the_page() =>
        Assert.Equal(Source, new BlindReplacement(GlossLists.Seed).Damage(Clean));

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));
}
