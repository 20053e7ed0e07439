using System.Text;

namespace NewsApi.ChineseText.Tests.Simulation;

/// <summary>Damages a text as the pages were damaged: on its GBK bytes, blind to where characters begin, then decoded and narrowed.</summary>
internal sealed class BlindReplacement(IReadOnlyDictionary<char, string> readings, bool narrows = true)
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private readonly Dictionary<int, string> glosses = readings.ToDictionary(reading => CodeOf(reading.Key), reading => reading.Value);

    public static bool CanEncode(string text) => Gbk.GetString(Gbk.GetBytes(text)) == text;

    /// <summary>Each line is a paragraph of its own: what its end tag loses, the line keeps.</summary>
    public string Damage(string text) => string.Join('\n', text.Split('\n').Select(DamageLine));

    public string DamageLine(string line)
    {
        var shown = Decode(Replace(line + "</p>"));
        if (shown.EndsWith("</p>", StringComparison.Ordinal)) shown = shown[..^4];
        return narrows ? Narrow(shown) : shown;
    }

    private byte[] Replace(string line)
    {
        var bytes = Gbk.GetBytes(line);
        var lost = LostLeads(line);
        var damaged = new List<byte>();
        for (var at = 0; at < bytes.Length; at++)
        {
            var isGlossed = at > 0 && glosses.ContainsKey((bytes[at - 1] << 8) | bytes[at]);
            // A reading between the lost byte and A3, or between A3 and what follows, keeps the two from being taken for a mark.
            var isLost = lost.Contains(at) && !isGlossed && !glosses.ContainsKey((bytes[at] << 8) | bytes[at + 1]);
            damaged.Add(isLost ? (byte)'?' : bytes[at]);
            if (isGlossed) damaged.AddRange(Gbk.GetBytes($"({glosses[(bytes[at - 1] << 8) | bytes[at]]})"));
        }

        return [.. damaged];
    }

    // Where a character ends in A3 and the next begins with BB or BF, A3 BB or A3 BF is taken for ； or ？ and the byte before is lost.
    private static HashSet<int> LostLeads(string line)
    {
        var lost = new HashSet<int>();
        var at = 0;
        for (var index = 0; index + 1 < line.Length; index++)
        {
            var (code, next) = (CodeOf(line[index]), CodeOf(line[index + 1]));
            if (code > 0xFF && (code & 0xFF) == 0xA3 && next >> 8 is 0xBB or 0xBF) lost.Add(at);
            at += code > 0xFF ? 2 : 1;
        }

        return lost;
    }

    private static string Decode(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0x80) text.Append((char)bytes[at]);
            else if (bytes[at] == 0x80) text.Append('€');
            else if (bytes[at] == 0xFF || at + 1 == bytes.Length) text.Append('?');
            else
            {
                var pair = Gbk.GetString(bytes, at++, 2);
                text.Append(pair.Length != 1 || pair[0] is >= '\uE000' and <= '\uF8FF' ? '?' : pair[0]);
            }
        }

        return text.ToString();
    }

    private static string Narrow(string text) =>
        string.Concat(text.Select(character => "，：；？！（）".IndexOf(character, StringComparison.Ordinal) is var mark and >= 0 ? ",:;?!()"[mark] : character));

    private static int CodeOf(char character)
    {
        var bytes = Gbk.GetBytes([character]);
        return bytes.Length == 2 ? (bytes[0] << 8) | bytes[1] : bytes[0];
    }
}
