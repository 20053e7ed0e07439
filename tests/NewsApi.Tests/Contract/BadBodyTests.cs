using System.Net;

namespace NewsApi.Tests.Contract;

/// <summary>Every kind of wrong body, and the place its problem must name.</summary>
public sealed class BadBodyTests(NoteApp app) : IClassFixture<NoteApp>
{
    /// <summary>Words that only .NET, or its serializer, says.</summary>
    private static readonly string[] Framework =
        ["System.", "NewsApi.", "Json", "$.", "BytePosition", "LineNumber", "Exception", "Nullable", "Int32", "DateTime", "converted", "deserializ", "   at ", "field ", "IReadOnly"];

    /// <summary>Body, the place at fault, and a part of what would be right.</summary>
    public static TheoryData<string, string, string> WrongMembers { get; } = new()
    {
        // The whole.
        { "null", "", "must be an object" },
        { "[]", "", "must be an object" },
        { "\"text\"", "", "must be an object" },
        { "12", "", "must be an object" },
        { "true", "", "must be an object" },

        // Names.
        { """{"headline":"x","headlin":"y"}""", "/headlin", "did you mean headline?" },
        { """{"headline":"x","Headline":"y"}""", "/Headline", "did you mean headline?" },
        { """{"headline":"x","zzzzzz":1}""", "/zzzzzz", "is unknown; there are headline, " },
        { """{"headline":"x","shown":"x"}""", "/shown", "is unknown" },
        { """{"headline":"x","$type":"y"}""", "/$type", "is unknown" },
        { """{"headline":"x","$id":"y"}""", "/$id", "is unknown" },
        { """{"headline":"x","__proto__":{}}""", "/__proto__", "is unknown" },
        { """{"headline":"x","":1}""", "/", "is unknown" },
        { """{"headline":"x","a/b~c":1}""", "/a~1b~0c", "is unknown" },
        { """{"headline":"x","看":1}""", "/看", "is unknown" },
        { """{"headline":"x","\u0000\u001b":1}""", "/\uFFFD\uFFFD", "is unknown" },
        { """{"headline":"x","LONG":1}""".Replace("LONG", new string('q', 5000), StringComparison.Ordinal), "/" + new string('q', 100) + "…", "is unknown" },
        { """{"headline":"x","seeAlso":[]}""", "/seeAlso", "did you mean see-also?" },
        { """{"headline":"x","details":{"place":"y","count":1,"plaice":2}}""", "/details/plaice", "did you mean place?" },
        { """{"headline":"x","see-also":[{"place":"y","count":1},{"place":"y","count":1,"no":2}]}""", "/see-also/1/no", "is unknown" },
        { """{"headline":"x","inner":{"headline":"y","inner":{"headline":"z","nope":1}}}""", "/inner/inner/nope", "is unknown" },

        // Given twice.
        { """{"headline":"x","headline":"y"}""", "/headline", "more than once" },
        { """{"headline":"x","headli\u006ee":"y"}""", "/headline", "more than once" },
        { """{"headline":"x","details":{"place":"y","place":"y","count":1}}""", "/details/place", "more than once" },
        { """{"headline":"x","names":{"en":"y","en":"z"}}""", "/names/en", "more than once" },
        { """{"headline":"x","pieces":[{"type":"paragraph","text":"y","type":"points"}]}""", "/pieces/0/type", "more than once" },

        // Missing.
        { "{}", "/headline", "is missing; it must be a string" },
        { """{"summary":"x"}""", "/headline", "is missing" },
        { """{"headline":"x","details":{"place":"y"}}""", "/details/count", "is missing; it must be a whole number" },
        { """{"headline":"x","details":{"count":null}}""", "/details/place", "is missing" },
        { """{"headline":"x","see-also":[{"place":"y","count":1},{"count":1}]}""", "/see-also/1/place", "is missing" },
        { """{"headline":"x","pieces":[{"type":"paragraph"}]}""", "/pieces/0/text", "is missing" },
        { """{"headline":"x","pieces":[{"type":"points","items":[{}]}]}""", "/pieces/0/items/0/text", "is missing" },
        { """{"headline":"x","inner":{}}""", "/inner/headline", "is missing" },

        // Null.
        { """{"headline":null}""", "/headline", "must be a string, not null" },
        { """{"headline":"x","kind":null}""", "/kind", "must be one of plain, talkShow, not null" },
        { """{"headline":"x","isUrgent":null}""", "/isUrgent", "not null" },
        { """{"headline":"x","number":null}""", "/number", "not null" },
        { """{"headline":"x","labels":null}""", "/labels", "must be an array, not null" },
        { """{"headline":"x","labels":["a",null]}""", "/labels/1", "must be a string, not null" },
        { """{"headline":"x","rows":[["a"],null]}""", "/rows/1", "must be an array, not null" },
        { """{"headline":"x","rows":[["a"],["b",null]]}""", "/rows/1/1", "must be a string, not null" },
        { """{"headline":"x","names":null}""", "/names", "must be an object, not null" },
        { """{"headline":"x","names":{"en":null}}""", "/names/en", "must be a string, not null" },
        { """{"headline":"x","pieces":[null]}""", "/pieces/0", "must be an object, not null" },
        { """{"headline":"x","details":{"place":null,"count":1}}""", "/details/place", "not null" },

        // Another type.
        { """{"headline":1}""", "/headline", "must be a string" },
        { """{"headline":true}""", "/headline", "must be a string" },
        { """{"headline":["x"]}""", "/headline", "must be a string" },
        { """{"headline":{"text":"x"}}""", "/headline", "must be a string" },
        { """{"headline":"x","summary":5}""", "/summary", "must be a string, or null" },
        { """{"headline":"x","isUrgent":"true"}""", "/isUrgent", "must be true or false" },
        { """{"headline":"x","isUrgent":1}""", "/isUrgent", "must be true or false" },
        { """{"headline":"x","labels":"a"}""", "/labels", "must be an array" },
        { """{"headline":"x","labels":{"0":"a"}}""", "/labels", "must be an array" },
        { """{"headline":"x","labels":[1]}""", "/labels/0", "must be a string" },
        { """{"headline":"x","rows":["a"]}""", "/rows/0", "must be an array" },
        { """{"headline":"x","names":[]}""", "/names", "must be an object" },
        { """{"headline":"x","names":{"a/b":1}}""", "/names/a~1b", "must be a string" },
        { """{"headline":"x","details":"here"}""", "/details", "must be an object" },
        { """{"headline":"x","details":[]}""", "/details", "must be an object" },
        { """{"headline":"x","pieces":{}}""", "/pieces", "must be an array" },

        // Numbers.
        { """{"headline":"x","number":"5"}""", "/number", "must be a whole number" },
        { """{"headline":"x","number":1.5}""", "/number", "must be a whole number" },
        { """{"headline":"x","number":1.0}""", "/number", "must be a whole number" },
        { """{"headline":"x","number":1e2}""", "/number", "must be a whole number" },
        { """{"headline":"x","number":2147483648}""", "/number", "from -2147483648 to 2147483647" },
        { """{"headline":"x","number":-2147483649}""", "/number", "must be a whole number" },
        { """{"headline":"x","id":9223372036854775808}""", "/id", "from -9223372036854775808 to 9223372036854775807, or null" },
        { """{"headline":"x","id":99999999999999999999999999999999999999}""", "/id", "must be a whole number" },
        { """{"headline":"x","weight":1e999}""", "/weight", "must be a number" },
        { """{"headline":"x","weight":"NaN"}""", "/weight", "must be a number" },
        { """{"headline":"x","details":{"place":"y","count":1.5}}""", "/details/count", "must be a whole number" },

        // Words.
        { """{"headline":"x","kind":"plane"}""", "/kind", "must be one of plain, talkShow; did you mean plain?" },
        { """{"headline":"x","kind":"PLAIN"}""", "/kind", "must be one of plain, talkShow" },
        { """{"headline":"x","kind":"talkshow"}""", "/kind", "did you mean talkShow?" },
        { """{"headline":"x","kind":"plain,talkShow"}""", "/kind", "must be one of plain, talkShow" },
        { """{"headline":"x","kind":""}""", "/kind", "must be one of plain, talkShow" },
        { """{"headline":"x","kind":0}""", "/kind", "must be one of plain, talkShow" },
        { """{"headline":"x","kind":"1"}""", "/kind", "must be one of plain, talkShow" },
        { """{"headline":"x","otherKind":"other"}""", "/otherKind", "must be one of plain, talkShow" },

        // Kinds of a union.
        { """{"headline":"x","pieces":[{}]}""", "/pieces/0/type", "is missing; it must be one of paragraph, points" },
        { """{"headline":"x","pieces":[{"text":"y"}]}""", "/pieces/0/type", "is missing" },
        { """{"headline":"x","pieces":[{"type":"paragraf","text":"y"}]}""", "/pieces/0/type", "did you mean paragraph?" },
        { """{"headline":"x","pieces":[{"type":"Paragraph","text":"y"}]}""", "/pieces/0/type", "must be one of paragraph, points" },
        { """{"headline":"x","pieces":[{"type":null,"text":"y"}]}""", "/pieces/0/type", "must be one of paragraph, points" },
        { """{"headline":"x","pieces":[{"type":1,"text":"y"}]}""", "/pieces/0/type", "must be one of paragraph, points" },
        { """{"headline":"x","pieces":[{"type":"paragraph","text":"y","ordered":true}]}""", "/pieces/0/ordered", "is unknown" },
        { """{"headline":"x","pieces":[{"typ":"paragraph","type":"paragraph","text":"y"}]}""", "/pieces/0/typ", "did you mean type?" },
        { """{"headline":"x","pieces":["paragraph"]}""", "/pieces/0", "must be an object" },
        { """{"headline":"x","pieces":[{"type":"paragraph","text":"y"},{"type":"points","items":[{"type":"paragraph","text":"y"}]}]}""", "/pieces/1/items/0/type", "is unknown" },

        // Times.
        { """{"headline":"x","at":"2025-06-02T08:00:00"}""", "/at", "an instant with its offset and seconds up to 59, such as 2025-06-02T08:00:00+08:00, or null" },
        { """{"headline":"x","at":"2025-06-02"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-31T08:00:00Z"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02 08:00:00Z"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02T08:00Z"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02T08:00:00+0800"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02T08:00:00+14:01"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02T08:00:00-23:59"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025-06-02T24:00:00Z"}""", "/at", "an instant" },
        { """{"headline":"x","at":"0001-01-01T00:00:00+08:00"}""", "/at", "an instant" },
        { """{"headline":"x","at":"9999-12-31T23:59:59-08:00"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2016-12-31T23:59:60Z"}""", "/at", "seconds up to 59" },
        { """{"headline":"x","at":"2017-01-01T07:59:60.25+08:00"}""", "/at", "seconds up to 59" },
        { """{"headline":"x","at":" 2025-06-02T08:00:00Z"}""", "/at", "an instant" },
        { """{"headline":"x","at":"2025年6月2日"}""", "/at", "an instant" },
        { """{"headline":"x","at":1748822400}""", "/at", "an instant" },

        // Text that is none.
        { """{"headline":"\ud800"}""", "/headline", "half of a surrogate pair" },
        { """{"headline":"x\udc00y"}""", "/headline", "half of a surrogate pair" },
        { """{"headline":"x","labels":["\ud842\udfb7","\udfb7\ud842"]}""", "/labels/1", "half of a surrogate pair" },
        { """{"headline":"x","kind":"\ud800"}""", "/kind", "half of a surrogate pair" },
        { """{"headline":"x","at":"\ud800"}""", "/at", "half of a surrogate pair" },
        { """{"headline":"x","\ud800":1}""", "", "a member whose name has half of a surrogate pair" },
        { """{"headline":"x","names":{"\udfff":"y"}}""", "/names", "a member whose name has half of a surrogate pair" },
        { """{"headline":"x","pieces":[{"\ud800":1,"type":"paragraph","text":"y"}]}""", "/pieces/0", "a member whose name" },
        { """{"headline":"x","pieces":[{"type":"\ud800"}]}""", "/pieces/0/type", "must be one of" },

        // What the validator refuses.
        { """{"headline":""}""", "/headline", "must not be empty" },
        { """{"headline":" x"}""", "/headline", "white space" },
        { """{"headline":"x\ny"}""", "/headline", "has U+000A at character 2, which no single line may have" },
        { """{"headline":"x","summary":"0123456789012345\b"}""", "/summary", "has U+0008 at character 17, which no text may have" },
        { """{"headline":"x","summary":"a\r\nb"}""", "/summary", "has U+000D at character 2, which no text may have; lines end with U+000A alone" },
        { """{"headline":"x","details":{"place":"abcdef","count":1}}""", "/details/place", "5 characters at most; it has 6" },
        { """{"headline":"x","see-also":[{"place":"y","count":1},{"place":"","count":1}]}""", "/see-also/1/place", "must not be empty" },
        { """{"headline":"x","pieces":[{"type":"points","items":[]},{"type":"paragraph","text":"\uffff"}]}""", "/pieces/1/text", "has U+FFFF at character 1" },
    };

    /// <summary>What is no JSON at all, and where.</summary>
    public static TheoryData<string, string> NotJson { get; } = new()
    {
        { "{", "line 1, column 2" },
        { "{\"headline\":\"x\"", "line 1, column 16" },
        { "{\"headline\":\"x\",}", "line 1, column 17" },
        { "{\"headline\":\"x\" // why\n}", "line 1, column 17" },
        { "/* why */{\"headline\":\"x\"}", "line 1, column 1" },
        { "{'headline':'x'}", "line 1, column 2" },
        { "{headline:\"x\"}", "line 1, column 2" },
        { "{\"headline\":\"x\"}{}", "line 1, column 17" },
        { "{\"headline\":\"x\"} x", "line 1, column 18" },
        { "{\n  \"headline\": \"報\",\n  \"number\": 01\n}", "line 3, column 14" },
        { "{\"headline\":\"𠮷野\" \"x\"}", "line 1, column 18" },
        { "{\"headline\":NaN}", "line 1, column 13" },
        { "{\"headline\":\"a\nb\"}", "line 1, column 15" },
        { "{\"headline\":\"\\x41\"}", "line 1, column 15" },
        { "headline=x", "line 1, column 1" },
        { "<note/>", "line 1, column 1" },
        { new string('[', 65) + new string(']', 65), "nested deeper than 64 levels, which it is at line 1, column 65" },
        { new string('[', 100_000), "nested deeper than 64 levels, which it is at line 1, column 65" },
        { string.Concat(Enumerable.Repeat("{\"inner\":", 65)) + "1" + new string('}', 65), "nested deeper than 64 levels" },
    };

    [Theory, MemberData(nameof(WrongMembers))]
    public async Task A_wrong_member_is_named_with_what_would_be_right(string body, string at, string wouldBeRight)
    {
        var answer = await app.AsReader().SendRaw("/test/notes", body);

        var error = Assert.Single(answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors").EnumerateArray());
        Assert.Equal(at, error.GetProperty("pointer").GetString());
        Assert.False(error.TryGetProperty("parameter", out _));
        Assert.Contains(wouldBeRight, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
        NothingLeaks(answer);
    }

    [Theory, MemberData(nameof(NotJson))]
    public async Task What_is_no_JSON_is_told_where_it_is_none(string body, string place)
    {
        var answer = await app.AsReader().SendRaw("/test/notes", body);

        var error = Assert.Single(answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors").EnumerateArray());
        Assert.Equal("", error.GetProperty("pointer").GetString());
        Assert.Contains(place, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
        NothingLeaks(answer, except: "JSON");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public async Task An_empty_body_is_told_that_one_is_needed(string body)
    {
        var problem = (await app.AsReader().SendRaw("/test/notes", body)).Problem(HttpStatusCode.BadRequest);

        Assert.Equal("The request body is empty; this resource needs a JSON body.", problem.GetProperty("detail").GetString());
        Assert.Equal("", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task No_body_at_all_is_an_empty_one() =>
        Assert.Contains("needs a JSON body", (await app.AsReader().Ask("/test/notes", "POST")).Problem(HttpStatusCode.BadRequest).GetProperty("detail").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("7B 22 68 FF 22 3A 31 7D", "column 4")]
    [InlineData("7B 22 68 65 61 64 6C 69 6E 65 22 3A 22 E5 A0 22 7D", "column 14")]
    [InlineData("7B 22 68 65 61 64 6C 69 6E 65 22 3A 22 ED A0 80 22 7D", "column 14")]
    [InlineData("FF FE 7B 00 7D 00", "column 1")]
    [InlineData("7B 22 C0 80 22 3A 31 7D", "column 3")]
    public async Task Bytes_that_are_no_UTF_8_are_refused(string bytes, string place)
    {
        var answer = await app.AsReader().SendRaw("/test/notes", new ByteArrayContent(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))), "application/json");

        var detail = answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("detail").GetString();
        Assert.Contains("UTF-8", detail, StringComparison.Ordinal);
        Assert.Contains(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_with_a_body_and_its_parameters_is_said_at_once()
    {
        var problem = (await app.AsReader().SendRaw("/test/notes?limit=x&foo=1", """{"kind":"plane","labels":[1,"a",null],"details":{}}""")).Problem(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["/details/count", "/details/place", "/headline", "/kind", "/labels/0", "/labels/2", "foo", "limit"],
            problem.GetProperty("errors").EnumerateArray()
                .Select(error => error.TryGetProperty("pointer", out var at) ? at.GetString() : error.GetProperty("parameter").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("8 things are wrong; see `errors`.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_single_mistake_is_said_in_a_sentence() => Assert.Equal(
        "`/details/count` must be a whole number from -2147483648 to 2147483647, or null.",
        (await app.AsReader().SendRaw("/test/notes", """{"headline":"x","details":{"place":"y","count":"z"}}""")).Problem(HttpStatusCode.BadRequest).GetProperty("detail").GetString());

    [Fact]
    public async Task A_problem_stays_small_however_much_is_wrong()
    {
        var answer = await app.AsReader().SendRaw("/test/notes", $$"""{"headline":"x","labels":[{{string.Join(',', Enumerable.Repeat("1", 100_000))}}]}""");

        Assert.Equal(100, answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors").GetArrayLength());
        Assert.InRange(answer.Bytes.Length, 1000, 20_000);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=gb18030")]
    [InlineData("garbage")]
    [InlineData(null)]
    public async Task Another_media_type_is_refused_and_told_those_there_are(string? mediaType)
    {
        var answer = await app.AsReader().SendRaw("/test/notes", new ByteArrayContent("{\"headline\":\"x\"}"u8.ToArray()), mediaType);

        Assert.Contains("application/json", answer.Problem(HttpStatusCode.UnsupportedMediaType).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("application/json", answer.Header("Accept"));
        Assert.Null(answer.Header("Accept-Patch"));
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        using var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentEncoding.Add("gzip");

        var answer = await app.AsReader().SendRaw("/test/notes", content, "application/json");

        answer.Problem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("identity", answer.Header("Accept-Encoding"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; Charset=\"UTF-8\"")]
    public async Task JSON_is_taken_in_UTF_8(string mediaType) =>
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().SendRaw("/test/notes", new ByteArrayContent("{\"headline\":\"x\"}"u8.ToArray()), mediaType)).Status);

    [Fact]
    public async Task What_is_odd_but_right_is_taken()
    {
        const string Body = "\uFEFF" + """
            {"pieces":[{"text":"乙","id":null,"type":"paragraph"},{"ordered":true,"items":[{"text":"丙"}],"type":"points"}],
             "headline":"\ud842\udfb7野","otherKind":null,"kind":"talkShow","names":{"type":"x","$id":"y"},"number":-0,"weight":1e3,"id":9223372036854775807,
             "see-also":[{"count":null,"place":"x"}],"at":"2025-06-02t08:00:00.1234567+14:00"}
            """;

        var note = (await app.AsReader().SendRaw("/test/notes", Body)).Json;

        Assert.Equal("𠮷野", note.GetProperty("headline").GetString());
        Assert.Equal("talkShow", note.GetProperty("kind").GetString());
        Assert.Equal("乙", note.GetProperty("pieces")[0].GetProperty("text").GetString());
        Assert.True(note.GetProperty("pieces")[1].GetProperty("ordered").GetBoolean());
        Assert.Equal("y", note.GetProperty("names").GetProperty("$id").GetString());
        Assert.Equal("2025-06-02T08:00:00.123456+14:00", note.GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("", "none")]
    [InlineData("null", "none")]
    [InlineData("{}", "no time")]
    [InlineData("""{"at":"2025-06-02T08:00:00+08:00"}""", "2025-06-02T08:00:00.0000000+08:00")]
    public async Task A_body_that_is_optional_can_be_left_out(string body, string understood) =>
        Assert.Equal(understood, (await app.AsReader().SendRaw("/test/notes/optional", body)).Body.Trim('"'));

    [Fact]
    public async Task A_body_that_is_optional_needs_no_media_type_when_it_is_left_out() =>
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/test/notes/optional", "POST")).Status);

    [Fact]
    public async Task A_body_that_is_optional_is_read_as_strictly() => Assert.Equal(
        "/time", (await app.AsReader().SendRaw("/test/notes/optional", """{"time":1}""")).Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("pointer").GetString());

    [Fact]
    public async Task Rows_are_read_one_by_one_each_with_its_own_mistakes()
    {
        var answer = await app.AsReader().SendRaw("/test/notes/rows", """{"items":[{},{"at":1,"note":2},{"note":"a","note":"b"},7,{"note":"\ud800"}]}""");

        Assert.Equal(
            ["", "/items/1/at /items/1/note", "/items/2/note", "/items/3", "/items/4/note"],
            answer.Json.EnumerateArray().Select(row => row.GetString()));
    }

    private static void NothingLeaks(Answer answer, string? except = null)
    {
        var said = answer.Json.GetProperty("detail").GetString() + string.Join(' ', answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("detail").GetString()));
        Assert.All(Framework.Where(word => word != except), word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
    }
}
