using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>Documents, and which reader reads them.</summary>
public sealed class DocumentFormatTests
{
    [Theory]
    [InlineData("text/plain; charset=big5", "標題", "PlainText")]
    [InlineData("text/html", "<p>標題</p>", "Html")]
    [InlineData("application/xhtml+xml", "", "Html")]
    [InlineData("application/rss+xml", "", "Feed")]
    [InlineData("application/atom+xml", "", "Feed")]
    [InlineData("application/rdf+xml", "", "Feed")]
    [InlineData("application/feed+json", "", "JsonFeed")]
    [InlineData("application/vnd.iptc.ninjs+json", "", "Ninjs")]
    [InlineData("APPLICATION/XML", "<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "Feed")]
    [InlineData("text/xml", "\uFEFF<rdf:RDF xmlns:rdf='x'>", "Feed")]
    [InlineData("text/xml", "<!DOCTYPE rss [<!ELEMENT a ANY>]><feed>", "Feed")]
    [InlineData("text/xml", "<html>", "Html")]
    [InlineData("text/xml", "<note>", null)]
    [InlineData("application/json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", "JsonFeed")]
    [InlineData("application/json", "{\"items\":[]}", "JsonFeed")]
    [InlineData("application/json", "{\"uri\":\"urn:1\",\"headlines\":[]}", "Ninjs")]
    [InlineData("application/json", "[{\"uri\":\"urn:1\",\"headline\":\"甲\"}]", "Ninjs")]
    [InlineData("application/json", "{\"headline\":\"甲\"}", null)]
    [InlineData("application/json", "{", null)]
    [InlineData("application/json", "[]", null)]
    [InlineData("application/x-ndjson", "{\"newsapi\":\"export\",\"version\":1}\n{}", "Export")]
    [InlineData("application/ndjson", "{\"a\":1}\n", null)]
    [InlineData(null, "{\"newsapi\":\"export\"}\n{}", "Export")]
    [InlineData(null, "<!DOCTYPE html><html>", "Html")]
    [InlineData(null, "只是文字", null)]
    [InlineData("application/octet-stream", "<rss>", "Feed")]
    [InlineData("application/octet-stream", "", null)]
    [InlineData("image/png", "<rss>", null)]
    public void A_document_is_told_by_its_type_or_by_its_text(string? mediaType, string text, string? kind) =>
        Assert.Equal(kind, DocumentFormat.Of(mediaType, text)?.Kind.ToString());

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public void A_feed_with_a_wrong_label_is_a_feed_and_the_evidence_says_so(string mediaType)
    {
        var format = DocumentFormat.Of(mediaType, "<?xml version='1.0'?><rss version='2.0'><channel/></rss>");

        Assert.Equal(DocumentKind.Feed, format?.Kind);
        Assert.Equal($"It came as {mediaType}, but its outermost element is rss.", format?.Evidence);
    }
}
