using System.Globalization;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>When a page of text says that it appeared: below its headline, in its dateline, or else by the first day its text names.</summary>
/// <param name="zone">The zone of the times.</param>
/// <param name="now">The time of the import, in that zone: no story is later.</param>
internal sealed class Dateline(TimeZoneInfo zone, DateTimeOffset now)
{
    // A dateline opens a text.
    private const int MostParagraphs = 3;

    // News tells of other days as well; what is longer ago says nothing of the year it appeared in.
    private const int MostYears = 10;

    /// <summary>When it appeared, and why that is believed; null where nothing says it.</summary>
    /// <param name="imprints">What the page says of itself.</param>
    /// <param name="paragraphs">Its text.</param>
    /// <param name="relatedNews">The news beside it.</param>
    /// <param name="address">Where it came from: an address or a name of a file, which may hold a day.</param>
    public (DateTimeOffset At, DatePrecision Precision, Guess Guess)? FindOrNull(
        IReadOnlyList<Imprint> imprints, IReadOnlyList<string> paragraphs, IReadOnlyList<DateTimeOffset> relatedNews, string? address)
    {
        var context = ContextOf(imprints, paragraphs, relatedNews, address);
        foreach (var imprint in imprints)
        {
            if (imprint.Time is { } time && Make(time, $"The page is printed with {time.Printed}", context, 0.9) is { } found)
            {
                return found;
            }
        }

        foreach (var paragraph in paragraphs.Take(MostParagraphs))
        {
            foreach (var time in PrintedTimes.Find(paragraph).Where(time => PrintedTimes.IsDateline(time, paragraph)))
            {
                if (Make(time, $"The dateline has {time.Printed}", context, 0.85) is { } found)
                {
                    return found;
                }
            }

            if (PrintedTimes.DayOfDatelineOrNull(paragraph) is var (day, printed) && DayOrNull(day, context.At) is { } at)
            {
                var why = $"The dateline has the day, {printed}; month and year are from {context.Why}, {context.At:yyyy-MM-dd}; time zone {zone.Id}.";
                return Result(at, DatePrecision.Day, why, 0.7);
            }
        }

        foreach (var paragraph in paragraphs)
        {
            foreach (var time in PrintedTimes.Find(paragraph))
            {
                var why = time.Year is null ? $"The day is the first date in the text, {time.Printed}" : $"The first date in the text is {time.Printed}";
                if (!PrintedTimes.IsOfAnotherTime(time, paragraph) && Make(time, why, context, 0.8) is { } found)
                {
                    return found;
                }
            }
        }

        return paragraphs.Take(MostParagraphs).Select(PrintedTimes.FirstMonthOrNull).FirstOrDefault(month => month is not null) is { } month
            ? Make(month, $"The text names no day, and first the month {month.Printed}", context, 0.4)
            : null;
    }

    /// <summary>A day that the page is printed with, or else the first in its text or address, that has its year; null where there is none.</summary>
    /// <param name="imprints">What the page says of itself.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="address">Where it came from.</param>
    public DateTimeOffset? WithYearOrNull(IReadOnlyList<Imprint> imprints, IReadOnlyList<string> lines, string? address)
    {
        var printed = imprints.Select(imprint => imprint.Time).OfType<PrintedTime>()
            .Concat(lines.SelectMany(line => PrintedTimes.Find(line).Where(time => !PrintedTimes.IsOfAnotherTime(time, line))));
        return printed.Where(time => time.Year is not null).Select(time => time.AtOrNull(zone)).FirstOrDefault(at => at <= now.AddDays(1)) ?? DayInAddressOrNull(address);
    }

    /// <summary>The agency that the dateline of a text names; null where it names none.</summary>
    /// <param name="paragraphs">The text.</param>
    /// <param name="guesses">Gets what was concluded.</param>
    public static string? AgencyOrNull(IReadOnlyList<string> paragraphs, List<Guess> guesses)
    {
        var agency = paragraphs.Take(MostParagraphs).Select(EnglishTimes.AgencyOrNull).FirstOrDefault(name => name is not null);
        if (agency is not null)
        {
            guesses.Add(new Guess("sourceName", agency, "The dateline names it.", 0.7));
        }

        return agency;
    }

    private (DateTimeOffset At, DatePrecision Precision, Guess Guess)? Make(PrintedTime time, string why, Context context, double confidence)
    {
        if (time.Year is not null)
        {
            return time.AtOrNull(zone) is { } at && at <= now.AddDays(1) ? Result(at, time.Precision, $"{why}; time zone {zone.Id}.", confidence) : null;
        }

        // A page prints news from before its story beside it, and from after it, but none of another year.
        var guessed = context.IsPast ? time.LastUntilOrNull(context.At, zone) : time.NearestOrNull(context.At, now.AddDays(1), zone);
        return guessed is { } day
            ? Result(day, time.Precision, $"{why}; the year is from {context.Why}, {context.At:yyyy-MM-dd}; time zone {zone.Id}.", confidence - context.Doubt)
            : null;
    }

    private static (DateTimeOffset At, DatePrecision Precision, Guess Guess) Result(DateTimeOffset at, DatePrecision precision, string why, double confidence) =>
        (at, precision, new Guess("publishedAt", at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), why, Math.Round(confidence, 2)));

    /// <summary>The last such day of a month that is not later than another day.</summary>
    private DateTimeOffset? DayOrNull(int day, DateTimeOffset latest)
    {
        for (var back = 0; back < 3; back++)
        {
            var month = latest.AddMonths(-back);
            if (new PrintedTime(month.Year, month.Month, day, null, null, null, null, "", 0).AtOrNull(zone) is { } at && at <= latest)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>What tells the year: the newest news beside the page, else a day in its address, else the newest day with a year in its text, else the import.</summary>
    private Context ContextOf(IReadOnlyList<Imprint> imprints, IReadOnlyList<string> paragraphs, IReadOnlyList<DateTimeOffset> relatedNews, string? address)
    {
        if (relatedNews.Count > 0)
        {
            return new Context(relatedNews.Max(), "the newest related news", false, 0.1);
        }

        if (DayInAddressOrNull(address) is { } day)
        {
            return new Context(day, "its address", false, 0.1);
        }

        var printed = imprints.Select(imprint => imprint.Time).OfType<PrintedTime>().Concat(paragraphs.SelectMany(PrintedTimes.Find))
            .Where(time => time.Year is not null).Select(time => time.AtOrNull(zone)).Where(at => at <= now && at > now.AddYears(-MostYears)).ToList();
        return printed.Count > 0 ? new Context(printed.Max()!.Value, "the newest date with a year in the text", false, 0.2) : new Context(now, "the day of the import", true, 0.3);
    }

    /// <summary>The day in an address such as /2024/06/02/ or 20240602; null where there is none.</summary>
    private DateTimeOffset? DayInAddressOrNull(string? address)
    {
        if (address is null || PrintedTimes.InAddressOrNull(address) is not { } day)
        {
            return null;
        }

        return day.AtOrNull(zone) is { } at && at <= now.AddDays(1) ? at : null;
    }

    /// <summary>What tells the year of a day.</summary>
    /// <param name="At">A day whose year is known.</param>
    /// <param name="Why">What day that is.</param>
    /// <param name="IsPast">Whether the day can't be after it; else it is near to it.</param>
    /// <param name="Doubt">How much less sure the day is than one with its year.</param>
    private sealed record Context(DateTimeOffset At, string Why, bool IsPast, double Doubt);
}
