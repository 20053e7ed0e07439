using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NewsApi.ChineseText.Search;

namespace NewsApi.ChineseText.Tests.Search;

/// <summary>What holds for any text, over mixtures of both scripts, other scripts, signs of the query language and odd characters.</summary>
public sealed class SearchPropertyTests
{
    private static readonly string[] Pieces =
    [
        "停火", "協議", "协议", "銀行", "以色列", "發", "髮", "𠮷", "龘", "〇", "㍿", "ｶ", "ﾞ", "が", "か\u3099", "한", "\u1112", "\u1161", "\u11AB", "ㄅ",
        "NATO", "ＧＰＴ", "-5", "－", "café", "cafe\u0301", "ß", "Ǆ", "1,000", "1", "000", ",", "，", "3.5", "½", "𝐀", "हिन्दी", "ไทย",
        " ", "\n", "\u3000", "。", "\"", "“", "”", "「", "」", "OR", " OR ", "|", "*", ":", "(", ")", "'", "\0", "\uD842", "\uDFB7", "\u200B", "\uFE0F", "\u0301", "🙂",
    ];

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void Tokens_lie_in_their_text_in_order_and_have_something_to_compare(Text text)
    {
        var start = 0;
        foreach (var token in SearchText.Tokens(text.Value))
        {
            Assert.True(token.Text.Length > 0);
            Assert.True(token.Start >= start && token.Length > 0 && token.Start + token.Length <= text.Value.Length);
            start = token.Start;
        }
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void A_token_folds_to_itself(Text text)
    {
        foreach (var token in SearchText.Tokens(text.Value))
        {
            Assert.Equal(token.Text, Assert.Single(SearchText.Tokens(token.Text)).Text);
        }
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void A_phrase_cut_from_a_text_is_found_there_and_an_index_has_its_terms(Text text, PositiveInt from, PositiveInt count)
    {
        var tokens = SearchText.Tokens(text.Value);
        if (tokens.Count == 0) return;
        var first = tokens[from.Get % tokens.Count];
        var last = tokens[Math.Min((from.Get % tokens.Count) + (count.Get % 5), tokens.Count - 1)];
        var phrase = SearchQuery.Parse(Quoted(text.Value[first.Start..(last.Start + last.Length)])).Clauses.Single().Alternatives.Single();
        var terms = SearchText.Terms(text.Value).ToHashSet(StringComparer.Ordinal);

        Assert.Contains(phrase.Find(text.Value), found => found.Start <= first.Start && found.Start + found.Length > first.Start);
        Assert.All(phrase.Terms, term => Assert.Contains(term, terms));
        Assert.NotEmpty(phrase.Terms);
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void Terms_alone_decide_where_a_phrase_is_exact(Text text, Text query)
    {
        var terms = SearchText.Terms(text.Value).ToList();
        foreach (var phrase in SearchQuery.Parse(query.Value).Clauses.SelectMany(clause => clause.Alternatives))
        {
            var hasTerms = phrase.Terms.All(terms.Contains);
            var isFound = phrase.Find(text.Value).Count > 0;
            Assert.True(hasTerms || !isFound);
            if (phrase.IsExact) Assert.Equal(hasTerms, isFound);
        }
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void Occurrences_lie_in_the_text_in_order_and_apart(Text text, Text query)
    {
        foreach (var phrase in SearchQuery.Parse(query.Value).Clauses.SelectMany(clause => clause.Alternatives))
        {
            var end = 0;
            foreach (var (start, length) in phrase.Find(text.Value))
            {
                Assert.True(start >= end && length > 0);
                end = start + length;
            }

            Assert.True(end <= text.Value.Length);
        }
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 5000)]
    public void A_phrase_is_found_where_its_tokens_follow_one_another(Text text, PositiveInt from, PositiveInt count)
    {
        var tokens = SearchText.Tokens(text.Value);
        if (tokens.Count == 0) return;
        var first = tokens[from.Get % tokens.Count];
        var last = tokens[Math.Min((from.Get % tokens.Count) + (count.Get % 4), tokens.Count - 1)];
        foreach (var written in new[] { text.Value[first.Start..(last.Start + last.Length)], first.Text, first.Text + last.Text })
        {
            var phrase = SearchQuery.Parse(Quoted(written)).Clauses.Single().Alternatives.Single();

            Assert.Equal(Occurrences(phrase.Tokens, tokens), phrase.Find(text.Value));
        }
    }

    [Fact]
    public void Every_character_finds_every_other_that_folds_to_it()
    {
        foreach (var rune in Enumerable.Range(0, 0x30000).Where(Rune.IsValid).Select(value => new Rune(value)))
        {
            var text = $"的{rune}是";
            foreach (var token in SearchText.Tokens($"{rune}"))
            {
                Assert.NotEmpty(SearchQuery.Parse($"『{token.Text}』").Clauses.Single().Alternatives.Single().Find(text));
            }
        }
    }

    [Property(MaxTest = 2000)]
    public void Any_string_is_a_query(string? text)
    {
        var query = SearchQuery.Parse(text ?? "");

        Assert.Equal(query.IsEmpty, query.Clauses.Count == 0);
        Assert.All(query.Clauses, clause => Assert.All(clause.Alternatives, phrase => Assert.NotEmpty(phrase.Tokens)));
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 500)]
    public void Both_scripts_have_the_same_terms(Text text)
    {
        var traditional = SearchText.Tokens(ChineseScript.ToTraditional(text.Value)).Select(token => token.Text);

        Assert.Equal(SearchText.Tokens(text.Value).Select(token => token.Text), traditional);
    }

    private static List<(int Start, int Length)> Occurrences(IReadOnlyList<SearchToken> phrase, IReadOnlyList<SearchToken> text)
    {
        var (found, end) = (new List<(int Start, int Length)>(), 0);
        for (var at = 0; at + phrase.Count <= text.Count; at++)
        {
            if (text[at].Start >= end && phrase.Index().All(token => text[at + token.Index].Text == token.Item.Text
                && (text[at + token.Index].FollowsDirectly || token.Index == 0 || !token.Item.FollowsDirectly || !token.Item.IsSingle || !phrase[token.Index - 1].IsSingle)))
            {
                end = text[at + phrase.Count - 1].Start + text[at + phrase.Count - 1].Length;
                found.Add((text[at].Start, end - text[at].Start));
            }
        }

        return found;
    }

    // No piece has these brackets, so they hold the whole phrase.
    private static string Quoted(string phrase) => $"『{phrase}』";

    /// <summary>A text of pieces.</summary>
    public sealed record Text(string Value);

    private static class Texts
    {
        public static Arbitrary<Text> Text() => Gen.Elements(Pieces).ListOf().Select(pieces => new Text(string.Concat(pieces))).ToArbitrary();
    }
}
