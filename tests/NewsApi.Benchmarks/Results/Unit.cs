using System.Text.Json.Serialization;

namespace NewsApi.Benchmarks.Results;

/// <summary>What a figure is counted in: which way is better, and how far it may move before that is more than noise (<see cref="Units"/>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Unit>))]
internal enum Unit
{
    /// <summary>How often something bare is done in the same time, of what was measured: a multiple of it. Carries over between machines.</summary>
    Multiple,

    /// <summary>The share of what something bare does in the same run. Carries over between machines.</summary>
    Share,

    /// <summary>Bytes that do not depend on time, such as allocations and files.</summary>
    Bytes,

    /// <summary>Memory of a process.</summary>
    Megabytes,

    /// <summary>So many a second.</summary>
    PerSecond,

    /// <summary>Time that something usually takes.</summary>
    Milliseconds,

    /// <summary>Time that something usually takes.</summary>
    Microseconds,

    /// <summary>The time within which 99 of 100 are done: whatever else the machine does shows here.</summary>
    TailMilliseconds,

    /// <summary>How many times that of a median it is within which 99 of 100 are done.</summary>
    TailMultiple,

    /// <summary>What must not happen.</summary>
    Faults,
}

/// <summary>What there is to know of a unit.</summary>
internal static class Units
{
    /// <summary>How it is written, whether more is better, and the factor by which a figure gets worse without anybody's doing.</summary>
    public static (string Symbol, bool IsMoreBetter, double Noise) Of(Unit unit) => unit switch
    {
        Unit.Multiple => ("", false, 1.3),
        Unit.Share => ("", true, 1.3),
        Unit.Bytes => ("bytes", false, 1.1),
        Unit.Megabytes => ("MB", false, 1.3),
        Unit.PerSecond => ("/s", true, 1.7),
        Unit.Milliseconds => ("ms", false, 1.7),
        Unit.Microseconds => ("µs", false, 1.7),
        Unit.TailMilliseconds => ("ms", false, 4),
        Unit.TailMultiple => ("", false, 2.5),
        Unit.Faults => ("", false, 1),
        _ => throw new NotSupportedException($"{unit} is no unit."),
    };
}
