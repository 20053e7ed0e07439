using NewsApi.Http;

namespace NewsApi.Hosting;

/// <summary>Settings on the command line: <c>--Site:TimeZone=Asia/Taipei</c> or <c>--urls http://…</c>, among the words of a command.</summary>
internal static class Settings
{
    /// <summary>What the server reads, and the keys by which hosts configure themselves.</summary>
    private static readonly string[] Known =
    [
        "ConnectionStrings:News", "Database:Provider", "Database:ReadFrom", "Seed:Enabled", "Site:BaseUrl", "Site:Name", "Site:TimeZone", "Slugs:Style", "Icu:Enabled", "Cors:Origins", "Outgoing:AllowedNetworks",
        "Imports:SynchronousBytes", "RateLimiting:Enabled", "RateLimiting:Requests", "RateLimiting:KeyRequests", "RateLimiting:WindowSeconds", "AllowedHosts",
        "Cache:Enabled", "Cache:MaxMegabytes", "Cache:SharedMaxAge",
        "Authentication:Jwt:Authority", "Authentication:Jwt:Audience", "Authentication:Jwt:Issuer", "Authentication:Jwt:SigningKey",
        "Authentication:Jwt:ScopeClaim", "Authentication:Jwt:NameClaim",
        "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName",
    ];

    /// <summary>Sections with keys of their own making.</summary>
    private static readonly string[] Open = ["Serilog:", "Kestrel:", "Logging:", "Understanding:"];

    /// <summary>Options of commands.</summary>
    private static readonly string[] Options = ["--help", "--version", "--explain", "--spec", "--name", "--scope", "--expires", "--publish", "--source", "--dry-run"];

    /// <summary>Parts the words of a command from settings. What follows <c>--</c> is words.</summary>
    /// <exception cref="StartupException">A setting is unknown or has no value.</exception>
    public static (string[] Words, string[] Settings) Split(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] == "--")
            {
                words.AddRange(args[index..]);
                break;
            }

            var (option, hasValue) = args[index].IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? (args[index][..equals], true) : (args[index], false);
            if (!option.StartsWith("--", StringComparison.Ordinal) || Options.Contains(option, StringComparer.Ordinal))
            {
                words.Add(args[index]);
                continue;
            }

            Check(option[2..]);
            settings.Add(args[index]);
            if (!hasValue)
            {
                settings.Add(index + 1 < args.Length ? args[++index] : throw new StartupException($"{option} has no value."));
            }
        }

        return ([.. words], [.. settings]);
    }

    private static void Check(string key)
    {
        // A host that starts this program within another passes the names of sections as well, without values.
        if (Known.Contains(key, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Open, section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase))
            || Known.Concat(Open).Any(known => known.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var nearest = NearestName.OrNull(key, [.. Known, .. Options.Select(option => option[2..])]);
        throw new StartupException($"There is no setting or option --{key}" + (nearest is null ? "." : $"; did you mean --{nearest}?"));
    }
}
