using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Whole documents of many subjects and makers, compared with what an editor reads in them, fact by fact.</summary>
public sealed class DocumentsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    public static TheoryData<string> Names { get; } = [.. TestDocuments.Names];

    [Theory, MemberData(nameof(Names))]
    public void A_document_is_read_as_an_editor_reads_it(string name)
    {
        var (_, wrong) = Compare(name);

        // What is known to be misread stands with the document, so that a reader who reads it better has to say so.
        var known = TestDocuments.Read(name).Expected.GetProperty("stories").EnumerateArray()
            .SelectMany(story => story.TryGetProperty("misses", out var misses) ? misses.EnumerateArray().Select(miss => miss.GetString()!).ToList() : []);
        Assert.Equal(string.Join('\n', known), string.Join('\n', wrong));
    }

    [Fact]
    public void The_facts_that_are_right_are_counted()
    {
        var results = TestDocuments.Names.Select(Compare).ToList();
        var (facts, wrong) = (results.Sum(result => result.Facts), results.Sum(result => result.Wrong.Count));
        TestContext.Current.TestOutputHelper!.WriteLine($"{TestDocuments.Names.Count} documents, {facts} facts, {facts - wrong} right: {(facts - wrong) * 100.0 / facts:F1} %");

        Assert.True(TestDocuments.Names.Count >= 40);
        Assert.True(facts >= 400);
    }

    private (int Facts, List<string> Wrong) Compare(string name)
    {
        var (document, expected) = TestDocuments.Read(name);
        var read = app.Services.GetRequiredService<Importer>().Read(document);
        var stories = read.Stories;
        var wrong = new List<string>();
        var facts = 1;
        var wanted = expected.GetProperty("stories").EnumerateArray().ToList();
        if (wanted.Count != stories.Count)
        {
            wrong.Add($"stories: {stories.Count} instead of {wanted.Count}");
        }

        foreach (var (story, says) in stories.Zip(wanted))
        {
            foreach (var member in says.EnumerateObject())
            {
                if (member.Name == "misses")
                {
                    continue;
                }

                if (member.Name == "warnings")
                {
                    facts += member.Value.GetArrayLength();
                    wrong.AddRange(member.Value.EnumerateArray().Select(words => words.GetString()!)
                        .Where(words => !story.Warnings.Concat(read.Warnings).Any(warning => warning.Contains(words, StringComparison.Ordinal)))
                        .Select(words => $"warnings: none names {words}"));
                    continue;
                }

                var want = member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray().Select(item => item.GetString())] : new[] { member.Value.GetString() };
                var found = Facts(story, member.Name);
                for (var index = 0; index < Math.Max(want.Length, found.Count); index++)
                {
                    facts++;
                    var (left, right) = (index < want.Length ? want[index] ?? "nothing" : "nothing", index < found.Count ? found[index] ?? "nothing" : "nothing");
                    if (left != right)
                    {
                        wrong.Add($"{member.Name}: {right} instead of {left}");
                    }
                }
            }
        }

        return (facts, wrong);
    }

    private static List<string?> Facts(ReadStory story, string what)
    {
        var draft = story.Draft;
        var blocks = draft.Sections.SelectMany(section => section.Blocks).ToList();
        return what switch
        {
            "headline" => [draft.Headline],
            "summary" => [draft.Summary],
            "language" => [draft.Language],
            "publishedAt" => [draft.PublishedAt is { } at ? $"{Printed(at)} {draft.PublishedPrecision?.ToString().ToLowerInvariant()}" : null],
            "source" => [draft.SourceName],
            "url" => [draft.SourceUrl],
            "authors" => [.. draft.Authors],
            "media" => [.. draft.Media.Select(media => $"{media.Type.ToString().ToLowerInvariant()} {media.Caption}")],
            "sections" => [.. draft.Sections.Select(section =>
                $"{section.KindSlug}{(section.Heading is { } heading ? " " + heading : "")}{(section.Speaker is { } speaker ? $" ({speaker})" : "")}: {string.Concat(section.Blocks.Select(Shape))}")],
            "items" => [.. blocks.OfType<ListBlock>().SelectMany(list => list.Items)],
            "quotes" => [.. blocks.OfType<QuoteBlock>().Select(quote => $"{quote.Attribution}: {quote.Text}")],
            "related" => [.. draft.RelatedNews.SelectMany(list => list.Entries
                .Select(entry => $"{Printed(entry.At)}{(entry.Title is { } title ? " " + title : "")}").Prepend(list.Title ?? ""))],
            _ => throw new InvalidOperationException($"No fact is called {what}."),
        };
    }

    private static string Shape(Block block) => block switch
    {
        ParagraphBlock => "p",
        ListBlock list => $"{(list.Ordered ? 'o' : 'l')}{list.Items.Count}",
        QuoteBlock => "q",
        ImageBlock => "i",
        VideoBlock => "v",
        TableBlock table => $"t{table.Rows.Count}",
        _ => "?",
    };

    private static string Printed(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
