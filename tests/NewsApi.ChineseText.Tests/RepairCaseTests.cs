using System.Text.Json;

namespace NewsApi.ChineseText.Tests;

public sealed class RepairCaseTests
{
    public static TheoryData<RepairCase> Repaired => [.. Read("in-the-wild.json"), .. Read("synthetic.json")];

    public static TheoryData<RepairCase> Untouched => [.. Read("untouched.json")];

    public static TheoryData<RepairCase> KnownFailures => [.. Read("known-failures.json")];

    [Theory]
    [MemberData(nameof(Repaired))]
    public void Repairs(RepairCase @case)
    {
        var result = TextRepair.Repair(@case.Original);

        Assert.Equal(@case.Fixed, result.Text);
        Assert.Contains(result.Steps, step => step.Kind == @case.Kind);
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void Leaves_alone(RepairCase @case) => Assert.Empty(TextRepair.Repair(@case.Original).Steps);

    [Theory]
    [MemberData(nameof(KnownFailures))]
    public void Cannot_repair_yet(RepairCase @case) => Assert.NotEqual(@case.Fixed, TextRepair.Repair(@case.Original).Text);

    [Theory]
    [MemberData(nameof(Repaired))]
    [MemberData(nameof(KnownFailures))]
    public void Repairs_once_and_for_all_and_replays(RepairCase @case)
    {
        var result = TextRepair.Repair(@case.Original);

        Assert.Empty(TextRepair.Repair(result.Text).Steps);
        Assert.Equal(result.Text, RepairResult.Replay(@case.Original, result.Steps));
    }

    [Fact]
    public void Marks_half_of_a_surrogate_pair()
    {
        Assert.Equal("停火\uFFFD协议", TextRepair.Repair("停火\uD83D协议").Text);
        Assert.Equal("\uFFFD", TextRepair.Repair("\uDC4D").Text);
        Assert.Equal("停火👍协议", TextRepair.Repair("停火👍协议").Text);
    }

    [Fact]
    public void Holds_as_many_untouched_cases_as_repaired_ones() => Assert.True(Untouched.Count >= Repaired.Count);

    private static List<RepairCase> Read(string name) =>
        JsonSerializer.Deserialize<List<RepairCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", name)), JsonSerializerOptions.Web)!;
}
