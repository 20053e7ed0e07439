namespace NewsApi.Benchmarks.Results;

/// <summary>What some of many figures stay below.</summary>
internal static class Quantiles
{
    /// <summary>The figure that a share of all does not exceed: 0.5 for the median.</summary>
    public static double Within(this IEnumerable<double> figures, double share) => figures.Order().ToList() is { Count: > 0 } all ? all[Math.Min(all.Count - 1, (int)(all.Count * share))] : double.NaN;
}
