using System.Net;
using System.Net.Http.Headers;

namespace NewsApi.Fetching;

/// <summary>What came of asking another server for something.</summary>
internal abstract record WebAnswer
{
    private WebAnswer()
    {
    }

    /// <summary>It answered, whatever.</summary>
    /// <param name="Status">The status.</param>
    /// <param name="Url">Where it was asked in the end.</param>
    /// <param name="MovedTo">Where to ask from now on, because redirects that are for good led there; null where none did.</param>
    /// <param name="Headers">Headers of the answer.</param>
    /// <param name="ContentHeaders">Headers of the body.</param>
    /// <param name="Body">The body, unpacked; empty where the status is none of success.</param>
    public sealed record Answered(
        HttpStatusCode Status, Uri Url, Uri? MovedTo, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body) : WebAnswer;

    /// <summary>It could not be asked, or gave no answer that can be taken.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Failed(string Reason) : WebAnswer;
}
