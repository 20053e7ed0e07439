using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace NewsApi.Benchmarks.Http;

/// <summary>
/// The least a server on Kestrel can do: no routing, no middleware, recorded answers from memory, 304 for the entity tag they have.
/// What this takes, nothing on Kestrel can save.
/// </summary>
internal static class RawKestrel
{
    /// <summary>Serves recordings until the process is ended.</summary>
    /// <param name="url">Where to listen.</param>
    /// <param name="file">Recordings, written by <see cref="RecordAsync"/>.</param>
    public static async Task ServeAsync(string url, string file)
    {
        var recordings = JsonSerializer.Deserialize<Recording[]>(await File.ReadAllBytesAsync(file))!;
        var answers = recordings.ToDictionary(recording => recording.Target, StringComparer.Ordinal);
        var other = recordings[0];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(context =>
        {
            var recording = answers.GetValueOrDefault(context.Features.Get<IHttpRequestFeature>()!.RawTarget, other);
            var response = context.Response;
            foreach (var (name, value) in recording.Headers)
            {
                response.Headers[name] = value;
            }

            if (recording.Tag is { } tag && context.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return Task.CompletedTask;
            }

            response.ContentLength = recording.Body.Length;
            return response.Body.WriteAsync(recording.Body, 0, recording.Body.Length);
        });
        await app.RunAsync();
    }

    /// <summary>Asks a server for some targets and keeps what it answers, byte for byte.</summary>
    public static async Task RecordAsync(HttpClient server, IEnumerable<string> targets, string? acceptEncoding, string file)
    {
        var recordings = new List<Recording>();
        foreach (var target in targets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            if (acceptEncoding is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
            }

            using var answer = await server.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            var headers = answer.Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal);
            recordings.Add(new Recording(target, headers, headers.GetValueOrDefault("ETag"), await answer.Content.ReadAsByteArrayAsync()));
        }

        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(recordings));
    }

    private sealed record Recording(string Target, Dictionary<string, string> Headers, string? Tag, byte[] Body);
}
