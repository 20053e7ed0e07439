using System.Globalization;
using System.Text;
using NewsApi.Access;
using NewsApi.ChineseText;
using NewsApi.Fetching;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence.PostgreSql;

namespace NewsApi.Hosting;

/// <summary>Looks at the configuration before anything is started, and stops at the first value that can't be right.</summary>
internal static class ConfigurationCheck
{
    private static readonly string[] Switches = ["Seed:Enabled", "Icu:Enabled", "RateLimiting:Enabled", "Cache:Enabled"];

    private static readonly string[] Numbers = ["Imports:SynchronousBytes", "RateLimiting:Requests", "RateLimiting:KeyRequests", "Cache:MaxMegabytes", "RateLimiting:WindowSeconds"];

    /// <exception cref="StartupException">A value is wrong.</exception>
    public static void Run(IConfiguration configuration)
    {
        CheckOneOf<DatabaseProvider>("Database:Provider", configuration["Database:Provider"]);
        CheckOneOf<DatabaseReadFrom>("Database:ReadFrom", configuration["Database:ReadFrom"]);
        CheckStandbys(configuration);
        Check("Slugs:Style", configuration["Slugs:Style"], value => Enum.GetNames<SlugStyle>().Contains(value, StringComparer.OrdinalIgnoreCase), "Han or Pinyin");
        CheckTimeZone(configuration["Site:TimeZone"]);
        CheckAddress("Site:BaseUrl", configuration["Site:BaseUrl"]);
        Check("Site:Name", configuration["Site:Name"], value => PlainText.WrongInLineOrNull(value, WireLimits.Line) is null, "one line of text");
        foreach (var address in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            Check("Urls", address, IsListenable, "addresses such as http://localhost:5080 with semicolons between them");
        }

        foreach (var kind in configuration.GetSection("Understanding:Kinds").GetChildren())
        {
            Check($"{kind.Path}:Position", kind["Position"] ?? "", IsNumber, "a whole number greater than 0");
        }

        foreach (var mark in configuration.GetSection("Understanding:MediaMarks").GetChildren())
        {
            Check("A key of Understanding:MediaMarks", mark.Key, type => Enum.GetNames<MediaType>().Contains(type, StringComparer.OrdinalIgnoreCase), "video, image or audio");
        }

        foreach (var key in Switches)
        {
            Check(key, configuration[key], value => bool.TryParse(value, out _), "true or false");
        }

        foreach (var key in Numbers)
        {
            Check(key, configuration[key], IsNumber, "a whole number greater than 0");
        }

        Check(
            "Outgoing:AllowedNetworks", configuration["Outgoing:AllowedNetworks"], value => OutgoingOptions.NetworksOrNull(value) is not null,
            "networks such as 10.0.0.0/8 or fd00::/8 with spaces between them");
        Check("Cache:SharedMaxAge", configuration["Cache:SharedMaxAge"], value => value == "0" || IsNumber(value), "a whole number of seconds; 0 for none");
        CheckTokens(configuration.GetSection(TokenOptions.Section));

        foreach (var origin in (configuration["Cors:Origins"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(origin => origin != "*"))
        {
            CheckAddress("Cors:Origins", origin);
        }
    }

    private static bool IsNumber(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static bool IsListenable(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme is "http" or "https" && (parsed.IsUnixPipe || parsed.Port is >= 0 and <= 65535);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckOneOf<T>(string key, string? value)
        where T : struct, Enum
    {
        var known = Enum.GetNames<T>();
        if (value is not null && !known.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartupException($"{key} is \"{value}\", which is none of: {string.Join(", ", known)}.");
        }
    }

    private static void CheckStandbys(IConfiguration configuration)
    {
        if (DatabaseSetup.ReadsFromStandby(configuration)
            && (DatabaseSetup.Provider(configuration) != DatabaseProvider.PostgreSql || !Standbys.AreIn(configuration.GetConnectionString(DatabaseSetup.ConnectionName) ?? "")))
        {
            throw new StartupException("Database:ReadFrom is Standby, but ConnectionStrings:News does not name several PostgreSQL servers, such as \"Host=db1,db2;…\".");
        }
    }

    private static void CheckTokens(IConfigurationSection tokens)
    {
        string Key(string name) => $"{tokens.Path}:{name}";
        var (authority, signingKey, audience) = (tokens["Authority"], tokens["SigningKey"], tokens["Audience"]);
        Check(
            Key("Authority"), authority, value => Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)),
            "an absolute https address (http only on this machine)");
        foreach (var name in new[] { "Audience", "Issuer", "ScopeClaim", "NameClaim" })
        {
            Check(Key(name), tokens[name], value => value.Length > 0, "a text");
        }

        // The value is a secret, which must not stand in a log.
        if (signingKey is not null && Encoding.UTF8.GetByteCount(signingKey) < TokenOptions.MinSigningKeyBytes)
        {
            throw new StartupException($"{Key("SigningKey")} is too short; it must have at least {TokenOptions.MinSigningKeyBytes} bytes.");
        }

        if (authority is not null && signingKey is not null)
        {
            throw new StartupException($"{Key("Authority")} and {Key("SigningKey")} are both set; tokens are signed by one or the other.");
        }

        if ((authority ?? signingKey) is not null && audience is null)
        {
            throw new StartupException($"{Key("Audience")} is not set; without it, tokens made for other services would be valid here.");
        }

        if ((authority ?? signingKey) is null && tokens.GetChildren().FirstOrDefault(setting => setting.Value is not null) is { } alone)
        {
            throw new StartupException($"{alone.Path} is set, but neither {Key("Authority")} nor {Key("SigningKey")} is: no token could be valid.");
        }
    }

    private static void CheckTimeZone(string? zone) =>
        Check("Site:TimeZone", zone, value => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _), "an IANA time zone such as Asia/Shanghai");

    private static void CheckAddress(string key, string? address) => Check(
        key, address, value => Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.Query.Length == 0, "an absolute http or https address");

    private static void Check(string key, string? value, Func<string, bool> isRight, string wouldBeRight)
    {
        if (value is not null && !isRight(value))
        {
            throw new StartupException(value.Length == 0 ? $"{key} is empty; it must be {wouldBeRight}, or not be set." : $"{key} is \"{value}\"; it must be {wouldBeRight}.");
        }
    }
}
