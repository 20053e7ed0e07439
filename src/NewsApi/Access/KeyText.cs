using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NewsApi.Access;

/// <summary>A key as it is written: <c>news_&lt;prefix&gt;_&lt;secret&gt;</c>. Letters and digits only, so that a double click selects all of it.</summary>
internal static partial class KeyText
{
    /// <summary>What every key begins with; secret scanners find it by that.</summary>
    public const string Mark = "news_";

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    // 62^43 is just above 2^256.
    private const int SecretLength = 43;

    /// <summary>Makes a key nobody has seen.</summary>
    public static (string Prefix, string Text) Create()
    {
        // Begins with a letter, so that a prefix is never taken for an id.
        var prefix = RandomNumberGenerator.GetString(Letters, 1) + RandomNumberGenerator.GetString(Letters + Digits, 7);
        return (prefix, $"{Mark}{prefix}_{RandomNumberGenerator.GetString(Letters + Letters.ToUpperInvariant() + Digits, SecretLength)}");
    }

    /// <summary>The prefix of a key; null for what can't be one.</summary>
    public static string? PrefixOrNull(string text) => Form().Match(text) is { Success: true } match ? match.Groups["prefix"].Value : null;

    /// <summary>What is kept of a key.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    [GeneratedRegex("^news_(?<prefix>[a-z][a-z0-9]{7})_[A-Za-z0-9]{43}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
