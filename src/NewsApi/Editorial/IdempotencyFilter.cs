using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>
/// Does a POST with an <c>Idempotency-Key</c> once, however often it is sent (draft-ietf-httpapi-idempotency-key-header). The
/// answer is kept in the transaction of the change itself: either both are there after a crash, or neither is.
/// </summary>
internal sealed partial class IdempotencyFilter(NewsDbContext db, Caller caller, IdempotentRequests running, TimeProvider clock) : IAsyncResourceFilter
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Header of an answer that was kept.</summary>
    public const string Replayed = "Idempotent-Replayed";

    /// <summary>Most characters a key may have.</summary>
    public const int MaxLength = 255;

    /// <summary>How long answers are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // What of an answer its body depends on, or says more than the body. All others are made anew.
    private static readonly string[] KeptHeaders = [HeaderNames.ContentType, HeaderNames.ContentLanguage, HeaderNames.LastModified, HeaderNames.Location];

    /// <inheritdoc/>
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Headers.TryGetValue(Header, out var given) || caller.Identity is not { } identity)
        {
            await next();
            return;
        }

        if (KeyOrNull(given) is not { } key)
        {
            context.Result = ApiProblems.Invalid([new ApiProblemError { Parameter = Header, Detail = $"must be one key of 1 to {MaxLength} visible ASCII characters, such as \"5f1c9b0e-6f0a-4c0e-9d5e-0a4f6c1b7e21\"" }]);
            return;
        }

        using var turn = running.BeginOrNull(identity, key);
        if (turn is null)
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            context.Result = ApiProblems.Refused(StatusCodes.Status409Conflict, "A request with this idempotency key is still running. Send it again a little later to get its answer.");
            return;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        await OnceAsync(context, next, identity, key, Hash(request, body));
    }

    /// <summary>Whether the answer to a request is kept, so that nothing is to be done for it; one that is wrong is refused anyway.</summary>
    public async Task<bool> IsKeptAsync(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var given) || caller.Identity is not { } identity)
        {
            return false;
        }

        if (KeyOrNull(given) is not { } key)
        {
            return true;
        }

        // What is about to expire may be gone by the time it is asked for.
        var oldest = clock.GetUtcNow() - Kept + TimeSpan.FromMinutes(1);
        return await db.IdempotentAnswers.AnyAsync(a => a.Caller == identity && a.Key == key && a.At > oldest, request.HttpContext.RequestAborted);
    }

    private async Task OnceAsync(ResourceExecutingContext context, ResourceExecutionDelegate next, string identity, string key, string hash)
    {
        var http = context.HttpContext;
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        await using (var transaction = await db.BeginWriteAsync(http.RequestAborted))
        {
            // Whoever was faster on another server has committed by now.
            var oldest = clock.GetUtcNow() - Kept;
            if (await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Caller == identity && a.Key == key && a.At > oldest, http.RequestAborted) is { } kept)
            {
                await ReplayAsync(context, kept, hash);
                return;
            }

            http.Response.Body = answer;
            ResourceExecutedContext executed;
            try
            {
                executed = await next();
            }
            finally
            {
                http.Response.Body = wire;
            }

            if (executed.Exception is not null && !executed.ExceptionHandled)
            {
                // Goes on from here; nothing of this answer is sent.
                return;
            }

            if (http.Response.StatusCode is >= 200 and < 300)
            {
                // It is done: from here on nobody's impatience undoes it.
                db.ChangeTracker.Clear();
                await db.IdempotentAnswers.Where(a => a.At <= oldest).ExecuteDeleteAsync(CancellationToken.None);
                db.IdempotentAnswers.Add(Keep(http, identity, key, hash, answer));
                await db.SaveChangesAsync(CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }

        await http.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), http.RequestAborted);
    }

    private IdempotentAnswer Keep(HttpContext http, string identity, string key, string hash, MemoryStream body)
    {
        var headers = new KeptAnswer(
            KeptHeaders.Where(http.Response.Headers.ContainsKey).ToDictionary(name => name, name => http.Response.Headers[name].ToString(), StringComparer.Ordinal),
            EntityVersion.PrefixOrNull(http.Response));
        var json = JsonSerializer.Serialize(headers, WireJson.Options);
        return new IdempotentAnswer
        {
            Caller = identity,
            Key = key,
            RequestHash = hash,
            At = clock.GetUtcNow(),
            Status = http.Response.StatusCode,
            Headers = json,
            Body = SealedBody.Seal(body.GetBuffer().AsSpan(0, (int)body.Length), Token(http.Request), json),
        };
    }

    private static async Task ReplayAsync(ResourceExecutingContext context, IdempotentAnswer kept, string hash)
    {
        if (kept.RequestHash != hash)
        {
            context.Result = ApiProblems.Status(StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var http = context.HttpContext;
        if (SealedBody.OpenOrNull(kept.Body, Token(http.Request), kept.Headers) is not { } body)
        {
            context.Result = ApiProblems.Refused(
                StatusCodes.Status409Conflict,
                $"The request was done (it answered {kept.Status}), but only the token it was sent with opens the answer, and this is another one. Read what it made, or use a new idempotency key.");
            return;
        }

        var headers = JsonSerializer.Deserialize<KeptAnswer>(kept.Headers, WireJson.Options)!;
        http.Response.StatusCode = kept.Status;
        foreach (var (name, value) in headers.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.Headers[Replayed] = "true";
        if (headers.VersionPrefix is { } prefix)
        {
            EntityVersion.SetPrefix(http.Response, prefix);
        }

        context.Result = new EmptyResult();
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static string? KeyOrNull(StringValues given) =>
        given is [{ } only] && Form().Match(only) is { Success: true } match ? EscapedCharacter().Replace(match.Groups["key"].Value, "$1") : null;

    private static string Hash(HttpRequest request, MemoryStream body)
    {
        // None of these can hold a line break: path and query are percent-encoded, and header fields end with one.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.ToUriComponent()}\n{request.QueryString.ToUriComponent()}\n{request.ContentType}\n"));
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Token(HttpRequest request) => request.Headers.Authorization.ToString().Split(' ', 2)[^1].Trim();

    /// <summary>A string of structured fields (RFC 9651, section 3.3.3), or the same without quotes.</summary>
    [GeneratedRegex("""^(?:"(?<key>(?:[!#-\[\]-~]|\\["\\]){1,255})"|(?<key>[!#-+.-\[\]-~\-]{1,255}))\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("""\\(.)""", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedCharacter();

    /// <summary>What is kept of an answer besides its status and its body.</summary>
    private sealed record KeptAnswer(IReadOnlyDictionary<string, string> Headers, string? VersionPrefix);
}

/// <summary>The requests with an idempotency key that this server is busy with.</summary>
internal sealed class IdempotentRequests
{
    private readonly ConcurrentDictionary<(string Caller, string Key), bool> _running = new();

    /// <summary>Begins a request; null when one with its key is running. Disposing the result ends it.</summary>
    public IDisposable? BeginOrNull(string caller, string key) => _running.TryAdd((caller, key), true) ? new Turn(_running, (caller, key)) : null;

    private sealed class Turn(ConcurrentDictionary<(string Caller, string Key), bool> running, (string Caller, string Key) key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}

/// <summary>
/// Encrypts an answer with the token it was asked for with. The server keeps only hashes of tokens: what a new key is, which
/// an answer can show, nobody reads out of the store.
/// </summary>
internal static class SealedBody
{
    private const int SaltSize = 32;
    private const int KeySize = 32;

    private static int TagSize => AesGcm.TagByteSizes.MaxSize;

    private static int NonceSize => AesGcm.NonceByteSizes.MaxSize;

    /// <summary>Encrypts a body. What stands beside it can't be exchanged either.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> body, string token, string beside)
    {
        var box = new byte[SaltSize + TagSize + body.Length];
        var salt = box.AsSpan(0, SaltSize);
        RandomNumberGenerator.Fill(salt);
        using var cipher = Cipher(token, salt, out var nonce);
        cipher.Encrypt(nonce, body, box.AsSpan(SaltSize + TagSize), box.AsSpan(SaltSize, TagSize), Encoding.UTF8.GetBytes(beside));
        return box;
    }

    /// <summary>Decrypts a body; null when the token is another one.</summary>
    public static byte[]? OpenOrNull(byte[] box, string token, string beside)
    {
        if (box.Length < SaltSize + TagSize)
        {
            return null;
        }

        var body = new byte[box.Length - SaltSize - TagSize];
        using var cipher = Cipher(token, box.AsSpan(0, SaltSize), out var nonce);
        try
        {
            cipher.Decrypt(nonce, box.AsSpan(SaltSize + TagSize), box.AsSpan(SaltSize, TagSize), body, Encoding.UTF8.GetBytes(beside));
            return body;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Key and nonce are of this salt alone, so that no pair is ever used twice.</summary>
    private static AesGcm Cipher(string token, ReadOnlySpan<byte> salt, out byte[] nonce)
    {
        Span<byte> derived = stackalloc byte[KeySize + NonceSize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), derived, salt, "NewsApi idempotent answer"u8);
        nonce = derived[KeySize..].ToArray();
        return new AesGcm(derived[..KeySize], TagSize);
    }
}
