// Derives boundaries.txt.br: how gladly one word ends in a character and the next begins with another (README.md names the source).
//
//   apt-get download liblucene8-java && dpkg-deb -x liblucene8-java_*.deb x
//   unzip x/usr/share/java/lucene-analyzers-smartcn-8.7.0.jar '*/bigramdict.mem'
//   dotnet run -c Release --file derive-boundaries.cs bigramdict.mem boundaries.txt.br
//
// Run it on a copy in a folder of its own, with words.txt.br beside boundaries.txt.br; it takes minutes.
// The dictionary stores pairs of words as 64-bit FNV hashes of "first@second" with their counts, so the pairs are found again by hashing
// all pairs of words of words.txt.br.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

const ulong Prime = 1099511628211;
const ulong Basis = 0xcbf29ce484222325;
const int Smoothing = 4;

var dictionary = File.ReadAllBytes(args[0]);
var keys = Array(dictionary.AsSpan(), "ur\0\u0002[J"u8, out var keyCount);
var counts = Array(dictionary.AsSpan(), "ur\0\u0002[I"u8, out _);
var found = new Dictionary<ulong, int>();
var filter = new bool[1 << 20];
for (var at = 0; at < keyCount; at++)
{
    var key = BinaryPrimitives.ReadUInt64BigEndian(keys[(at * 8)..]);
    if (key == 0) continue;
    found[key] = BinaryPrimitives.ReadInt32BigEndian(counts[(at * 4)..]);
    filter[key >> 44] = true;
}

var folder = Path.GetDirectoryName(Path.GetFullPath(args[1]))!;
var words = new List<string> { "始##始", "末##末", "未##数", "，", "。", "、", "；", "：", "？", "！", "“", "”", "（", "）", "《", "》" };
using (var reader = new StreamReader(new BrotliStream(File.OpenRead(Path.Combine(folder, "words.txt.br")), CompressionMode.Decompress)))
{
    while (reader.ReadLine() is { } line)
    {
        var fields = line.Split(' ');
        var length = int.Parse(fields[1]);
        if (length > 4 || int.Parse(fields[0]) > 120) continue;
        for (var at = 0; at < fields[2].Length; at += length) words.Add(fields[2].Substring(at, length));
    }
}

words.Sort(string.CompareOrdinal);
var pairs = new Dictionary<(char, char), long>();
var sum = new object();
var hits = 0L;
Parallel.ForEach(words, first =>
{
    var start = Hash(first + "@", Basis);
    Span<ulong> prefix = stackalloc ulong[8];
    var mine = new List<(char, int)>();
    var before = "";
    foreach (var second in words)
    {
        var shared = 0;
        while (shared < before.Length && shared < second.Length && before[shared] == second[shared]) shared++;
        var hash = shared == 0 ? start : prefix[shared - 1];
        for (var at = shared; at < second.Length; at++) prefix[at] = hash = Add(hash, second[at]);
        before = second;
        if (filter[hash >> 44] && found.TryGetValue(hash, out var count)) mine.Add((Edge(second, second[0]), count));
    }

    lock (sum)
    {
        hits += mine.Count;
        foreach (var (next, count) in mine)
        {
            var pair = (Edge(first, first[^1]), next);
            pairs[pair] = pairs.GetValueOrDefault(pair) + count;
        }
    }
});

var ends = new Dictionary<char, long>();
var begins = new Dictionary<char, long>();
var total = 0L;
foreach (var ((end, begin), count) in pairs)
{
    ends[end] = ends.GetValueOrDefault(end) + count;
    begins[begin] = begins.GetValueOrDefault(begin) + count;
    total += count;
}

Console.WriteLine($"{found.Count} pairs stored, {hits} found again, {pairs.Count} pairs of characters, {total} in all");
var text = new StringBuilder();
text.Append(total).Append('\n');
foreach (var (marginal, name) in new[] { (ends, "ends"), (begins, "begins") })
{
    text.Append(name);
    foreach (var (character, count) in marginal.OrderBy(entry => entry.Key)) text.Append(' ').Append(character).Append(count);
    text.Append('\n');
}

foreach (var group in pairs.Where(pair => pair.Value >= 3).GroupBy(pair => pair.Key.Item1).OrderBy(group => group.Key))
{
    text.Append(group.Key);
    var byAffinity = group.Select(pair => (Next: pair.Key.Item2, Affinity: Affinity(pair.Key, pair.Value)))
        .GroupBy(entry => entry.Affinity).OrderBy(entry => entry.Key);
    foreach (var entry in byAffinity) text.Append(' ').Append(entry.Key).Append(':').AppendJoin("", entry.Select(item => item.Next).Order());
    text.Append('\n');
}

using (var output = new BrotliStream(File.Create(args[1]), CompressionLevel.SmallestSize)) output.Write(Encoding.UTF8.GetBytes(text.ToString()));

// The start of a sentence is written ^, its end $, a number 0.
static char Edge(string word, char edge) => word switch { "始##始" => '^', "末##末" => '$', "未##数" => '0', _ => edge };

static ulong Add(ulong hash, char character) => unchecked((((hash ^ (character & 0xFFUL)) * Prime) ^ (ulong)(character >> 8)) * Prime);

static ulong Hash(string text, ulong hash)
{
    foreach (var character in text) hash = Add(hash, character);
    return hash;
}

// A Java-serialised array: "ur", two bytes of name length, the name, an id of 8 bytes, flags of 5, the length, the elements.
static ReadOnlySpan<byte> Array(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name, out int length)
{
    var at = bytes.IndexOf(name) + name.Length + 8 + 5;
    length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
    return bytes[(at + 4)..];
}

// The natural logarithm of how much more often than by chance the two meet, in quarters.
int Affinity((char End, char Begin) pair, long count)
{
    var expected = (double)ends[pair.End] * begins[pair.Begin] / total;
    return (int)Math.Round(4 * Math.Log((count + Smoothing) / (expected + Smoothing)));
}
