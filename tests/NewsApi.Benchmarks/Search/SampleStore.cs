using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NewsApi.Benchmarks.Search;

/// <summary>
/// Fills the tables of a new store with many articles, past the server: over HTTP a million would take hours. Words come with
/// the frequencies of a language (Zipf), so that some are in most articles and most are in few.
/// </summary>
internal sealed class SampleStore
{
    private const int Characters = 600;
    private const int Vocabulary = 20_000;
    private const int Tags = 50;

    /// <summary>One article of so many came into the store later than its date says.</summary>
    private const int Late = 50;
    private static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(20260101);
    private readonly string[] _words;
    private readonly double[] _cumulative;

    public SampleStore()
    {
        // Characters as frequent as in news; words of two and three of them, the shorter ones more often.
        var characters = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "news-hant.txt")).Where(character => character is >= '\u4e00' and <= '\u9fff').ToArray();
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Vocabulary)
        {
            words.Add(string.Concat(Enumerable.Range(0, _random.Next(3) == 0 ? 3 : 2).Select(_ => characters[_random.Next(characters.Length)])));
        }

        _words = [.. words];
        Pairs = [.. _words.Where(word => word.Length == 2)];
        var sum = 0.0;
        _cumulative = [.. _words.Select((_, rank) => sum += 1.0 / (rank + 10))];
    }

    /// <summary>Bytes of UTF-8 that were written as headlines and paragraphs.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Words of two characters, from the most frequent to rare ones.</summary>
    public IReadOnlyList<string> Pairs { get; }

    /// <summary>Any word of two characters: from very frequent to rare, each as often.</summary>
    public string Pair(Random random) => Pairs[(int)Math.Pow(Pairs.Count - 1, random.NextDouble())];

    /// <summary>Makes a store in a folder, with index and all.</summary>
    /// <returns>Its file, and how many articles <c>reindex</c> did a second, with the start of the program.</returns>
    public async Task<(string File, double Reindexed)> MakeAsync(string folder, int count)
    {
        var file = Path.Combine(folder, "news.db");
        await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "migrate");
        Fill(file, count);
        var start = Stopwatch.GetTimestamp();
        await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "reindex");
        return (file, count / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Writes articles into the store in a file. They appeared within ten years and came as they appeared, but for one of <see cref="Late"/>.</summary>
    private void Fill(string file, int count)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
        using var transaction = connection.BeginTransaction();
        for (var tag = 1; tag <= Tags; tag++)
        {
            Execute(connection, "INSERT INTO Tags (Id, Slug, Name, Type, Hash) VALUES ($0, $1, $1, 'Topic', 'x')", tag, $"標籤{tag}");
        }

        using var article = Prepare(connection, """
            INSERT INTO Articles (Id, Slug, Headline, Language, PublishedAt, PublishedOffsetMinutes, PublishedPrecision, UpdatedAt, Version, SourceName, Authors, FirstShownAt, Hash)
            VALUES ($0, $1, $2, 'zh-Hant', $3, 480, 'Second', $3, 1, $4, '[]', $3, printf('%064x', $0))
            """, 5);
        using var section = Prepare(connection, "INSERT INTO Sections (Id, ArticleId, Number, Anchor, KindSlug, PublishedAt) VALUES ($0, $0, 1, 'lead', $1, $2)", 3);
        using var block = Prepare(connection, "INSERT INTO Blocks (SectionId, Number, Type, Text) VALUES ($0, $1, 'paragraph', $2)", 3);
        using var tagged = Prepare(connection, "INSERT INTO ArticleTags (TagId, ArticleId) VALUES ($0, $1)", 2);
        using var list = Prepare(connection, "INSERT INTO RelatedNewsLists (Id, ArticleId, Number, NewestAt) VALUES ($0, $0, 1, $1)", 2);
        using var entry = Prepare(connection, """
            INSERT INTO RelatedNewsEntries (ListId, Number, PublishedAt, PublishedOffsetMinutes, PublishedPrecision, PrintedTime, Title) VALUES ($0, $1, $2, 480, 'Second', '2026-01-01 08:00:00', $3)
            """, 4);
        string[] kinds = ["lead", "statements", "talks", "attacks"];
        long[] dates = [.. Enumerable.Range(0, count).Select(_ => Date()).Order()];
        for (var late = Late - 1; late < count; late += Late)
        {
            dates[late] = dates[_random.Next(late)];
        }

        for (var id = 1; id <= count; id++)
        {
            var at = dates[id - 1];
            Run(article, id, string.Create(CultureInfo.InvariantCulture, $"a-{id}"), Counted(Text(14)), at, $"通訊社{id % 7}");
            Run(section, id, kinds[id % kinds.Length], at);
            Run(block, id, 1, Counted(Text(Characters / 2)));
            Run(block, id, 2, Counted(Text(Characters / 2)));
            Run(tagged, (id % Tags) + 1, id);
            Run(list, id, at);
            for (var number = 1; number <= 3; number++)
            {
                Run(entry, id, number, at, Text(12));
            }
        }

        transaction.Commit();
    }

    /// <summary>Words, with commas and full stops between.</summary>
    public string Text(int length)
    {
        var text = new System.Text.StringBuilder();
        for (var sentence = 0; text.Length < length;)
        {
            text.Append(Word());
            if (++sentence % 9 == 0)
            {
                text.Append(sentence % 27 == 0 ? '。' : '，');
            }
        }

        return text.ToString();
    }

    /// <summary>Microseconds since 1970 of any moment of the ten years.</summary>
    private long Date() => (Newest - TimeSpan.FromMinutes(_random.NextDouble() * 5_256_000) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private string Word()
    {
        var at = Array.BinarySearch(_cumulative, _random.NextDouble() * _cumulative[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)];
    }

    private string Counted(string text)
    {
        TextBytes += System.Text.Encoding.UTF8.GetByteCount(text);
        return text;
    }

    private static void Execute(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Prepare(connection, sql, values.Length);
        Run(command, values);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 0; number < parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter($"${number}", null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        foreach (var (number, value) in values.Index())
        {
            command.Parameters[number].Value = value;
        }

        command.ExecuteNonQuery();
    }
}
