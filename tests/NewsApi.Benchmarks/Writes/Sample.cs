using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace NewsApi.Benchmarks.Writes;

/// <summary>Articles of about 2 KB: Chinese text in four sections of two or three paragraphs, three of twenty tags, no two the same.</summary>
internal sealed class Sample
{
    private const int CharactersAnArticle = 600;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly string[] _sentences =
    [
        .. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "news-hant.txt"))
            .Split(['。', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(sentence => sentence.Length is > 8 and < 120),
    ];

    private int _count;

    /// <summary>The next article, as JSON.</summary>
    public string Next()
    {
        var number = Interlocked.Increment(ref _count);
        var text = new List<string>();
        for (var (index, length) = (number, 0); length < CharactersAnArticle; index++)
        {
            text.Add(_sentences[index % _sentences.Length] + "。");
            length += text[^1].Length;
        }

        var quarter = (text.Count + 3) / 4;
        return JsonSerializer.Serialize(
            new
            {
                headline = string.Create(CultureInfo.InvariantCulture, $"{text[0][..8]}，第{number}號"),
                summary = text[0],
                status = "published",
                publishedAt = DateTimeOffset.UnixEpoch.AddMinutes(number),
                source = new { name = $"第{number % 7}通訊社" },
                authors = new[] { $"作者{number % 40}" },
                tags = new[] { $"地點{number % 20}", $"地點{(number + 7) % 20}", $"地點{(number + 13) % 20}" },
                sections = text.Chunk(quarter).Select((sentences, index) => new
                {
                    kind = index == 0 ? "lead" : "statements",
                    heading = index == 0 ? null : $"各方反應{index}：{sentences[0][..6]}",
                    blocks = sentences.Chunk(3).Select(paragraph => new { type = "paragraph", text = string.Concat(paragraph) }),
                }),
            },
            Json);
    }
}
