namespace NewsApi.Site;

/// <summary>The time zone of the site, looked up once.</summary>
/// <param name="Zone">Zone of days and printed times that name none.</param>
public sealed record SiteTime(TimeZoneInfo Zone);
