using Xunit.Sdk;

namespace NewsApi.ChineseText.Tests;

/// <summary>One row of a table in Cases; README.md there describes the fields.</summary>
public sealed class RepairCase : IXunitSerializable
{
    public string Label { get; set; } = "";

    public string Comment { get; set; } = "";

    public string Original { get; set; } = "";

    public string Fixed { get; set; } = "";

    public string Kind { get; set; } = "";

    public void Deserialize(IXunitSerializationInfo info)
    {
        Label = info.GetValue<string>(nameof(Label))!;
        Kind = info.GetValue<string>(nameof(Kind))!;
        Original = info.GetValue<string>(nameof(Original))!;
        Fixed = info.GetValue<string>(nameof(Fixed))!;
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Label), Label);
        info.AddValue(nameof(Kind), Kind);
        info.AddValue(nameof(Original), Original);
        info.AddValue(nameof(Fixed), Fixed);
    }

    public override string ToString() => Label;
}
