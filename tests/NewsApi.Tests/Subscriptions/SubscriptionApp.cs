using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsApi.Access;
using NewsApi.Subscriptions;

namespace NewsApi.Tests.Subscriptions;

/// <summary>The server, which may ask this machine, and polls when a test says so.</summary>
public sealed class SubscriptionApp : NewsApiApp
{
    internal const string Route = "/api/v1/subscriptions";

    /// <inheritdoc cref="NewsApiApp()"/>
    public SubscriptionApp()
    {
    }

    /// <inheritdoc cref="NewsApiApp(TestStore)"/>
    internal SubscriptionApp(TestStore store)
        : base(store)
    {
    }

    /// <summary>Somebody who may do everything.</summary>
    internal Reader Admin => field ??= AsKey(Scopes.Admin);

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Outgoing:AllowedNetworks"] = "127.0.0.0/8" };

    /// <summary>Makes a subscription. Returns its address.</summary>
    internal async Task<string> Subscribe(object subscription)
    {
        var made = await Admin.Send("POST", Route, subscription);
        Assert.True(made.Status == System.Net.HttpStatusCode.Created, made.Body);
        return made.Header("Location")!;
    }

    /// <summary>Polls what is due, as the server does every second.</summary>
    internal async Task PollDue()
    {
        using var schedule = ActivatorUtilities.CreateInstance<FeedSchedule>(Services);
        await Task.WhenAll(await schedule.BeginDueAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Polls one, now. Returns what is shown of it.</summary>
    internal async Task<System.Text.Json.JsonElement> Poll(string subscription)
    {
        var answer = await Admin.Send("POST", $"{subscription}/poll", null);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
            services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(FeedSchedule))));
    }
}
