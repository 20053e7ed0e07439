using NewsApi.Articles;
using NewsApi.Http;

namespace NewsApi.Tests.Contract;

/// <summary>Places in a body, by the names on the wire.</summary>
public sealed class JsonPointerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Headline", "/headline")]
    [InlineData("Sections[0].Blocks[1].Text", "/sections/0/blocks/1/text")]
    [InlineData("Sections[0].Blocks[1].Rows[2][3]", "/sections/0/blocks/1/rows/2/3")]
    [InlineData("Sections[0].Blocks[1].Items[2].Text", "/sections/0/blocks/1/items/2/text")]
    [InlineData("RelatedNews[0].Entries[9].PublishedAt", "/relatedNews/0/entries/9/publishedAt")]
    [InlineData("NotThere.AtAll[1]", "/notThere/atAll/1")]
    [InlineData("/tags/3", "/tags/3")]
    public void A_property_path_becomes_a_pointer(string path, string place) => Assert.Equal(place, JsonPointer.OfProperty(typeof(ArticleResponse), path));

    [Fact]
    public void A_member_may_have_another_name_than_its_property() => Assert.Equal("/see-also/1/place", JsonPointer.OfProperty(typeof(Note), "SeeAlso[1].Place"));

    [Fact]
    public void A_kind_of_a_union_has_members_of_its_own() => Assert.Equal("/items/4/pieces/0/items/1/text", JsonPointer.OfProperty(typeof(Note), "Pieces[0].Items[1].Text", "/items/4"));

    [Fact]
    public void A_key_of_a_dictionary_is_a_name() => Assert.Equal("/names/en", JsonPointer.OfProperty(typeof(Note), "Names[en]"));
}
