using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsApi.ChineseText.Search;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>
/// The terms an article is kept by in the index: those of its text, once more with a mark those of the parts that count for
/// more, and one for each thing it is filtered by. Marks are private characters, which no text term has.
/// </summary>
internal static class SearchTerms
{
    /// <summary>The form of the terms. One more with every change to what is kept: articles in an older one are indexed again.</summary>
    public const int Format = (100 * SearchText.Version) + 2;

    private const char HiddenMark = '\uE000';
    private const char HeadlineMark = '\uE001';
    private const char HeadingMark = '\uE002';
    private const char SummaryMark = '\uE003';
    private const char KindMark = '\uE004';
    private const char TagMark = '\uE005';
    private const char SourceMark = '\uE006';
    private const char MonthMark = '\uE007';
    private const char AnyMark = '\uE008';

    /// <summary>Has every article that not everybody may see. They are few; a term of all others would be a list as long as the store.</summary>
    public static IndexQuery Hidden { get; } = new IndexQuery.Term($"{HiddenMark}");

    /// <summary>Has every article.</summary>
    public static IndexQuery Anything { get; } = new IndexQuery.Term($"{AnyMark}");

    /// <summary>The parts of an article that count for more, and for how much more than its text.</summary>
    public static IReadOnlyList<(char Mark, double Weight)> Parts { get; } = [(HeadlineMark, 8), (HeadingMark, 4), (SummaryMark, 2)];

    /// <summary>Has every article with a term in its headline.</summary>
    public static IndexQuery InHeadline(string term, bool isPrefix) => new IndexQuery.Term(HeadlineMark + term, isPrefix);

    /// <summary>Has every article with a section of a kind.</summary>
    public static IndexQuery Kind(string slug) => Exact(KindMark, slug);

    /// <summary>Has every article with a tag. Its number never changes.</summary>
    public static IndexQuery Tag(long id) => Exact(TagMark, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Has every article of a source.</summary>
    public static IndexQuery Source(string name) => Exact(SourceMark, name);

    /// <summary>Stories of a month, counted from the year 0 in UTC.</summary>
    public static IndexQuery Month(int month) => new IndexQuery.Term($"{MonthMark}{month}");

    /// <summary>The first month there is: January of the year 1.</summary>
    public const int FirstMonth = 12;

    /// <summary>The month an instant is in; see <see cref="Month"/>.</summary>
    public static int MonthOf(DateTimeOffset instant) => (instant.UtcDateTime.Year * 12) + instant.UtcDateTime.Month - 1;

    /// <summary>The first moment of a month.</summary>
    public static DateTimeOffset StartOf(int month) => new(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The articles that may have what a clause asks for: what its terms leave open, a look at the text decides.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="mark">The part of the article it must be in; null for anywhere.</param>
    public static IndexQuery Of(SearchClause clause, char? mark = null) =>
        new IndexQuery.Any([.. clause.Alternatives.Select(phrase => new IndexQuery.All([.. phrase.Terms.Select(term => new IndexQuery.Term(mark + term))]))]);

    /// <summary>What the index keeps of an article. Everything but its origin must be loaded.</summary>
    public static IndexedArticle Of(Article article) => Of(article, OfTexts(article));

    /// <summary>What the index keeps of an article whose texts were cut before.</summary>
    /// <param name="article">The article, with the number it has in the store.</param>
    /// <param name="terms">What <see cref="OfTexts"/> gave; takes the rest.</param>
    public static IndexedArticle Of(Article article, HashSet<string> terms)
    {
        terms.Add($"{AnyMark}");
        terms.Add($"{MonthMark}{MonthOf(article.PublishedAt)}");
        if (article.Status != ArticleStatus.Published)
        {
            terms.Add($"{HiddenMark}");
        }

        if (article.SourceName is { } source)
        {
            terms.Add(Exact(SourceMark, source).Text);
        }

        terms.UnionWith(article.Tags.Select(tag => ((IndexQuery.Term)Tag(tag.Id)).Text));
        terms.UnionWith(article.Sections.Select(section => Exact(KindMark, section.KindSlug).Text));
        var entry = new SearchEntry
        {
            ArticleId = article.Id,
            Version = article.Version,
            Format = Format,
            PublishedAt = article.PublishedAt,
            Source = article.SourceName,
            Kinds = string.Join(' ', article.Sections.Select(section => section.KindSlug).Distinct()),
            Tags = string.Join(' ', article.Tags.Select(tag => tag.Id)),
        };
        return new IndexedArticle(entry, terms);
    }

    /// <summary>The terms of an article's texts alone.</summary>
    public static HashSet<string> OfTexts(Article article)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in SearchedText.Of(article))
        {
            var mark = MarkOrNull(text.Part);
            foreach (var term in SearchText.Terms(text.Text))
            {
                terms.Add(term);
                if (mark is not null)
                {
                    terms.Add(mark + term);
                }
            }
        }

        return terms;
    }

    private static char? MarkOrNull(SearchedPart part) => part switch
    {
        SearchedPart.Headline => HeadlineMark,
        SearchedPart.Heading => HeadingMark,
        SearchedPart.Summary => SummaryMark,
        _ => null,
    };

    /// <summary>A name of any characters as a term of few.</summary>
    private static IndexQuery.Term Exact(char mark, string name) => new(mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8)));
}
