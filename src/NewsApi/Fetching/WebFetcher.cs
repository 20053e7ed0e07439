using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using NewsApi.Site;

namespace NewsApi.Fetching;

/// <summary>Asks other servers for documents, within bounds: of time, of size, of redirects, and of where it goes.</summary>
internal sealed class WebFetcher : IDisposable
{
    /// <summary>Bytes a body may have, unpacked.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>How long all of it may take, with name look-ups and redirects.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const int MaxRedirects = 3;

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public WebFetcher(OutgoingConnections connections, IOptions<SiteOptions> site, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(connections.CreateHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent(site.Value.BaseUrl));
    }

    /// <summary>Asks for what is at an address on the web.</summary>
    /// <param name="url">The address, absolute.</param>
    /// <param name="headers">Headers of the request. They go along with redirects, so none may be a secret.</param>
    /// <param name="cancel">Ends the attempt.</param>
    public async Task<WebAnswer> GetAsync(Uri url, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            return await FollowAsync(url, headers, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new WebAnswer.Failed($"There was no whole answer within {Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AuthenticationException or InvalidDataException)
        {
            return new WebAnswer.Failed(Reason(exception, url));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<WebAnswer> FollowAsync(Uri url, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        Uri? movedTo = null;
        var isForGood = true;
        for (var redirects = 0; ; redirects++)
        {
            if (WrongOrNull(url) is { } wrong)
            {
                return new WebAnswer.Failed(wrong);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return await AnswerAsync(response, url, movedTo, cancel);
            }

            if (redirects == MaxRedirects)
            {
                return new WebAnswer.Failed($"The server redirects more than {MaxRedirects} times.");
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out var next))
            {
                return new WebAnswer.Failed($"The server answers {Named(response.StatusCode)}, but not where to.");
            }

            if (url.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp)
            {
                return new WebAnswer.Failed($"The server redirects from https to {Shown(next)}, which anybody on the way could change.");
            }

            isForGood &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            (url, movedTo) = (next, isForGood ? next : movedTo);
        }
    }

    private static async Task<WebAnswer> AnswerAsync(HttpResponseMessage response, Uri url, Uri? movedTo, CancellationToken cancel)
    {
        var headers = response.Content.Headers;
        if (!response.IsSuccessStatusCode)
        {
            return new WebAnswer.Answered(response.StatusCode, url, movedTo, response.Headers, headers, []);
        }

        if (headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return new WebAnswer.Failed($"The answer comes in a content coding that was not asked for.");
        }

        // A length that is said can be believed as far as it is too much; one of a packed body says nothing.
        if (headers.ContentLength > MaxBytes)
        {
            return TooLarge();
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBytes)
            {
                return TooLarge();
            }

            body.Write(buffer, 0, read);
        }

        return new WebAnswer.Answered(response.StatusCode, url, movedTo, response.Headers, headers, body.ToArray());
    }

    /// <summary>What this server says it is: its version, and where whoever wonders finds it.</summary>
    private static string UserAgent(string? baseUrl)
    {
        var version = typeof(WebFetcher).Assembly.GetName().Version?.ToString(3);
        return Uri.TryCreate(baseUrl, UriKind.Absolute, out var site) ? $"NewsApi/{version} (+{site.AbsoluteUri})" : $"NewsApi/{version}";
    }

    /// <summary>How a status is called, such as <c>404 Not Found</c>.</summary>
    public static string Named(HttpStatusCode status) =>
        Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase((int)status) is { Length: > 0 } phrase ? $"{(int)status} {phrase}" : $"{(int)status}";

    private static WebAnswer.Failed TooLarge() => new($"The answer has more than {MaxBytes / 1024 / 1024} MB.");

    private static string? WrongOrNull(Uri url) =>
        url.Scheme is not ("http" or "https") ? $"It leads to {Shown(url)}, which is neither http nor https."
        : url.UserInfo.Length > 0 ? "It leads to an address with a user name in it."
        : null;

    /// <summary>An address in a message: not all of what somebody else made long.</summary>
    private static string Shown(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) is { Length: > 0 and < 200 } shown ? shown : $"{url.Scheme}:…";

    private static string Reason(Exception exception, Uri url)
    {
        var host = url.IdnHost;
        return exception switch
        {
            { InnerException: ForbiddenAddressException forbidden } => forbidden.Message,
            HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
                "There is no server of this name.",
            HttpRequestException { InnerException: SocketException socket } => $"The server can't be reached ({socket.SocketErrorCode}).",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"There is no secure connection to {host}; its certificate may be wrong.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "The headers of the answer are too long.",
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "The answer ends early.",
            InvalidDataException => "The answer can't be unpacked.",
            _ => "The answer is no HTTP, or broken off.",
        };
    }
}
