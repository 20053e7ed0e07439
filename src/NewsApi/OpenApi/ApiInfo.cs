using Microsoft.OpenApi;

namespace NewsApi.OpenApi;

/// <summary>What the document says of the API as a whole.</summary>
internal static class ApiInfo
{
    public static OpenApiInfo Create() => new()
    {
        Title = "NewsApi",
        Version = "1.0.0",
        Description = """
            News stories as structured data: sections told apart by what they are about, typed blocks of text, related news with their times, and where all of it came from.

            **Lists** answer `{ "items": […], "nextCursor": … }` and, unless it is the last page, a header `Link: <…>; rel="next"`. Give `nextCursor` as `cursor` to go on. Pages never repeat or skip an item while others are added.

            **Parameters** that are unknown, repeated or malformed are refused with 400, which names them and says what would be right. Nothing is silently ignored.

            **Errors** are `application/problem+json` (RFC 9457). `type` leads to a page about the kind of error.

            **Caching**: every answer has an `ETag`, articles also `Last-Modified`. Send them back as `If-None-Match` or `If-Modified-Since`: while nothing has changed, the answer is 304 without a body. HEAD answers wherever GET does.

            **Keys**: reading what is published needs none. What needs one is marked and says which scope; what shows more with one, such as drafts, is marked too and says what. Send the key as `Authorization: Bearer news_…`. A key that is not valid is refused with 401 everywhere, also where none is needed.

            **Writing** needs a key: `articles:write` to change, `articles:publish` to show it to everybody. A new article is a draft, which only keys with `drafts:read` see, until it is published. PUT, PATCH and DELETE of what has versions take the `ETag` that was read as `If-Match`: without it the answer is 428, and 412 where somebody was faster. PATCH is a merge patch (RFC 7396): what is absent stays, null removes, arrays are replaced whole. A POST with an `Idempotency-Key` is done once, however often it is sent; the answer to a repetition says `Idempotent-Replayed: true`.

            **Times** are RFC 3339 with their offset; leap seconds (`:60`) are refused. A day in `from` and `to` means the whole day in the site's time zone.
            """,
        Contact = new OpenApiContact { Name = "The makers of NewsApi" },
        License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
    };

    /// <summary>The groups of operations, in the order a reader wants them.</summary>
    public static IReadOnlyList<OpenApiTag> Tags { get; } =
    [
        new() { Name = "Articles", Description = "News stories, whole and in parts." },
        new() { Name = "Sections", Description = "Parts of stories across all articles, by what they are about." },
        new() { Name = "Related news", Description = "Timestamped lists of related news across all articles." },
        new() { Name = "Search", Description = "Words in stories, in both scripts, the best first." },
        new() { Name = "Tags", Description = "People, organisations, places, events and topics." },
        new() { Name = "Feeds", Description = "The newest stories as RSS, Atom and JSON Feed." },
        new() { Name = "Sitemaps", Description = "What search engines read." },
        new() { Name = "Importing", Description = "Articles made of documents: pages of text or HTML, feeds, ninjs." },
        new() { Name = "Editing", Description = "Creating, changing, publishing and withdrawing, with a key." },
        new() { Name = "Keys", Description = "Who may write, and who did what. For administrators." },
    ];
}
