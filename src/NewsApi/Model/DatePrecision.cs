namespace NewsApi.Model;

/// <summary>How much of a printed time is known.</summary>
public enum DatePrecision
{
    /// <summary>Only the year.</summary>
    Year,

    /// <summary>Year and month.</summary>
    Month,

    /// <summary>The day, not the time of day.</summary>
    Day,

    /// <summary>The hour.</summary>
    Hour,

    /// <summary>The minute.</summary>
    Minute,

    /// <summary>The second.</summary>
    Second,
}
