using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.Http;

namespace NewsApi.Tests.Contract;

/// <summary>Merge patches (RFC 7396).</summary>
public sealed class MergePatchTests(NoteApp app) : IClassFixture<NoteApp>
{
    /// <summary>Appendix A: what was there, the patch, what is there then.</summary>
    public static TheoryData<string, string, string> AppendixA { get; } = new()
    {
        { """{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""" },
        { """{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""" },
        { """{"a":"b"}""", """{"a":null}""", "{}" },
        { """{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""" },
        { """{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""" },
        { """{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""" },
        { """{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""" },
        { """{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""" },
        { """["a","b"]""", """["c","d"]""", """["c","d"]""" },
        { """{"a":"b"}""", """["c"]""", """["c"]""" },
        { """{"a":"foo"}""", "null", "null" },
        { """{"a":"foo"}""", "\"bar\"", "\"bar\"" },
        { """{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""" },
        { "[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""" },
        { "{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""" },
    };

    [Theory, MemberData(nameof(AppendixA))]
    public void The_examples_of_the_standard_come_out_as_it_says(string target, string patch, string result) =>
        Assert.Equal(result, MergePatch.Apply(JsonNode.Parse(target), JsonDocument.Parse(patch).RootElement)?.ToJsonString() ?? "null");

    [Fact]
    public void What_was_there_stays_as_it_is()
    {
        var target = JsonNode.Parse("""{"a":{"b":"c"},"d":["e"]}""")!;
        var patch = MergePatch.ReadOrNull(JsonDocument.Parse("""{"a":{"b":null},"d":null,"f":{"g":"h"}}""").RootElement, [])!;

        Assert.Equal("""{"a":{},"f":{"g":"h"}}""", patch.ApplyTo(target).ToJsonString());
        Assert.Equal("""{"a":{},"f":{"g":"h"}}""", patch.ApplyTo(target).ToJsonString());
        Assert.Equal("""{"a":{"b":"c"},"d":["e"]}""", target.ToJsonString());
    }

    [Theory]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/merge-patch+json; charset=utf-8")]
    [InlineData("application/json")]
    public async Task Only_what_is_sent_changes(string mediaType)
    {
        var note = (await Patch("""{"headline":"新","details":{"count":null},"labels":["c"],"pieces":[{"text":"文","type":"paragraph"}]}""", mediaType)).Json;

        Assert.Equal("新", note.GetProperty("headline").GetString());
        Assert.Equal("talkShow", note.GetProperty("kind").GetString());
        Assert.Equal("臺北", note.GetProperty("details").GetProperty("place").GetString());
        Assert.Equal(JsonValueKind.Null, note.GetProperty("details").GetProperty("count").ValueKind);
        Assert.Equal("""["c"]""", note.GetProperty("labels").GetRawText());
        Assert.Equal("文", note.GetProperty("pieces")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_empty_patch_changes_nothing() => Assert.Equal("舊", (await Patch("{}")).Json.GetProperty("headline").GetString());

    [Theory]
    [InlineData("[]", "", "must be an object with the members to change")]
    [InlineData("null", "", "must be an object")]
    [InlineData("\"x\"", "", "must be an object")]
    [InlineData("", "", "needs a JSON body")]
    [InlineData("{", "", "is not JSON")]
    [InlineData("""{"headline":null}""", "/headline", "is missing")]
    [InlineData("""{"headlin":"x"}""", "/headlin", "did you mean headline?")]
    [InlineData("""{"headlin":null}""", "/headlin", "did you mean headline?")]
    [InlineData("""{"Headline":"x"}""", "/Headline", "did you mean headline?")]
    [InlineData("""{"headline":1}""", "/headline", "must be a string")]
    [InlineData("""{"headline":"x","headline":"y"}""", "/headline", "more than once")]
    [InlineData("""{"headline":"\ud800"}""", "/headline", "half of a surrogate pair")]
    [InlineData("""{"names":{"\ud800":"x"}}""", "/names", "half of a surrogate pair")]
    [InlineData("""{"nothing":{"a":1,"a":2}}""", "/nothing/a", "more than once")]
    [InlineData("""{"details":{"place":null}}""", "/details/place", "is missing")]
    [InlineData("""{"details":{"plaice":null}}""", "/details/plaice", "did you mean place?")]
    [InlineData("""{"details":{"count":"3"}}""", "/details/count", "must be a whole number")]
    [InlineData("""{"details":[]}""", "/details", "must be an object")]
    [InlineData("""{"labels":["a",null]}""", "/labels/1", "must be a string, not null")]
    [InlineData("""{"pieces":[{"text":"x"}]}""", "/pieces/0/type", "is missing")]
    [InlineData("""{"pieces":[{"type":"paragraph"}]}""", "/pieces/0/text", "is missing")]
    [InlineData("""{"see-also":[{"place":"x"}]}""", "/see-also/0/count", "is missing")]
    [InlineData("""{"inner":{"headline":null}}""", "/inner/headline", "is missing")]
    [InlineData("""{"at":"2025-06-02"}""", "/at", "an instant with its offset")]
    [InlineData("""{"headline":"x\u0000"}""", "/headline", "has U+0000 at character 2")]
    public async Task A_wrong_patch_is_told_where(string patch, string at, string wouldBeRight)
    {
        var error = Assert.Single((await Patch(patch)).Problem(HttpStatusCode.BadRequest).GetProperty("errors").EnumerateArray());

        Assert.Equal(at, error.GetProperty("pointer").GetString());
        Assert.Contains(wouldBeRight, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("text/plain")]
    [InlineData("application/merge-patch+json; charset=utf-16")]
    public async Task Another_form_of_patch_is_refused_and_told_those_there_are(string mediaType)
    {
        var answer = await Patch("{}", mediaType);

        answer.Problem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("application/merge-patch+json, application/json", answer.Header("Accept-Patch"));
        Assert.Equal("application/merge-patch+json, application/json", answer.Header("Accept"));
    }

    private Task<Answer> Patch(string body, string mediaType = "application/merge-patch+json") =>
        app.AsReader().SendRaw("/test/notes", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)), mediaType, "PATCH");
}
