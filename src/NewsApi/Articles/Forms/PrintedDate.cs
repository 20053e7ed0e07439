using System.Globalization;
using NewsApi.Model;

namespace NewsApi.Articles.Forms;

/// <summary>As much of a time as is known, for readers.</summary>
internal static class PrintedDate
{
    /// <summary>Such as <c>2025-06-02</c>, or <c>2025-06-14 10:34 +08:00</c>.</summary>
    public static string Of(DateTimeOffset at, DatePrecision? precision) => at.ToString(
        precision switch
        {
            DatePrecision.Year => "yyyy",
            DatePrecision.Month => "yyyy-MM",
            DatePrecision.Day => "yyyy-MM-dd",
            DatePrecision.Hour or DatePrecision.Minute => "yyyy-MM-dd HH:mm zzz",
            _ => "yyyy-MM-dd HH:mm:ss zzz",
        },
        CultureInfo.InvariantCulture);
}
