using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NewsApi.Tests.Support;

/// <summary>Another server, on a real port of this machine, that answers as a test wants.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FeedServer(WebApplication app) => _app = app;

    /// <summary>How it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    /// <summary>What it was asked, in order: paths, and the headers of each.</summary>
    public ConcurrentQueue<(string Path, Dictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    public static async Task<FeedServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new FeedServer(builder.Build());
        server._app.Run(context =>
        {
            server.Requests.Enqueue((context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            return server.Answer(context);
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Url = address.TrimEnd('/');
        return server;
    }

    /// <summary>Answers with a document from now on; with an entity tag, only to those who do not have it.</summary>
    public void Serve(string document, string mediaType = "application/rss+xml", string? tag = null) => Answer = async context =>
    {
        if (tag is not null)
        {
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return;
            }
        }

        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(document, TestContext.Current.CancellationToken);
    };

    /// <summary>Answers with a status from now on.</summary>
    public void Refuse(int status, params (string Name, string Value)[] headers) => Answer = context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    };

    /// <summary>Redirects the first path to where it leads, and answers all else as before.</summary>
    public void Redirect(string from, int status, string location)
    {
        var otherwise = Answer;
        Answer = context =>
        {
            if (context.Request.Path != from)
            {
                return otherwise(context);
            }

            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        };
    }

    /// <summary>A feed with these items.</summary>
    public static string Rss(params (string Id, string Title, string? Date)[] items) =>
        "<rss version=\"2.0\"><channel><title>港務局</title>"
        + string.Concat(items.Select(item =>
            $"<item><title>{item.Title}</title><guid isPermaLink=\"false\">{item.Id}</guid><link>https://port.example/{item.Id}</link>"
            + (item.Date is null ? "" : $"<pubDate>{item.Date}</pubDate>") + $"<description>{item.Title}，港務局說。</description></item>"))
        + "</channel></rss>";

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
