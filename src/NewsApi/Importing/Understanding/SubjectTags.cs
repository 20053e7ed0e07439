using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>
/// Tags that a text speaks for by itself: countries it names in the headline, a heading or more than once, and speakers whose
/// office is printed before their name.
/// </summary>
internal sealed class SubjectTags(UnderstandingOptions options)
{
    // A story names its countries in less; looking for words takes long.
    private const int MostSearched = 100_000;

    private readonly WordList _titles = new(options.Titles);

    /// <summary>The tags, in the order the text first names them.</summary>
    public IReadOnlyList<TagDraft> Find(IReadOnlyList<string> headings, IReadOnlyList<string> speakers, IReadOnlyList<string> paragraphs)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = MostSearched;
        foreach (var (whole, weight) in headings.Select(h => (h, 2)).Concat(paragraphs.Select(p => (p, 1))))
        {
            if (left <= 0)
            {
                break;
            }

            var text = whole.Length > left ? whole[..left] : whole;
            left -= text.Length;
            foreach (var name in CountryNames.NamedIn(text))
            {
                places[name] = places.GetValueOrDefault(name) + weight;
            }
        }

        var persons = speakers.Distinct(StringComparer.Ordinal).Where(speaker => paragraphs.Any(p => NamesWithTitle(p, speaker)));
        return
        [
            .. places.Where(place => place.Value > 1).Select(place => new TagDraft(place.Key, TagType.Place)),
            .. persons.Select(person => new TagDraft(person, TagType.Person)),
        ];
    }

    private bool NamesWithTitle(string paragraph, string person)
    {
        for (var at = paragraph.IndexOf(person, StringComparison.Ordinal); at >= 0; at = paragraph.IndexOf(person, at + 1, StringComparison.Ordinal))
        {
            if (_titles.EndsFolded(ChineseScript.Fold(paragraph[..at])))
            {
                return true;
            }
        }

        return false;
    }
}
