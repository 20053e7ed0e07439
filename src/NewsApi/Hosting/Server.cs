using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NewsApi.Access;
using NewsApi.Caching;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Fetching;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Importing;
using NewsApi.Importing.Feeds;
using NewsApi.Importing.Html;
using NewsApi.Importing.Ninjs;
using NewsApi.Importing.Understanding;
using NewsApi.Ingestion;
using NewsApi.OpenApi;
using NewsApi.Pages;
using NewsApi.Persistence;
using NewsApi.Seeding;
using NewsApi.Site;
using NewsApi.Subscriptions;

namespace NewsApi.Hosting;

/// <summary>The composition root: what the server is made of, and in which order a request passes through it.</summary>
internal static class Server
{
    /// <summary>Where the server listens unless it is told otherwise.</summary>
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the server without starting it.</summary>
    /// <param name="settings">Configuration from the command line, such as <c>--Site:TimeZone=Asia/Taipei</c>.</param>
    /// <param name="isCommand">Whether it is built for a command whose output stands on standard output, and so logs elsewhere.</param>
    /// <exception cref="StartupException">The configuration is wrong.</exception>
    public static WebApplication Build(string[] settings, bool isCommand = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.AddVocabulary();
        builder.ListenByDefault();

        builder.AddStructuredLogging(isCommand);
        builder.AddSite();
        var isUnavailable = builder.AddDatabase();
        builder.AddHttpContract();
        builder.Services.AddSingleton<CacheMemory>();
        builder.Services.AddScoped<ReadMoment>();
        builder.AddAccess();
        builder.AddOpenApiDocument();
        builder.AddPages();
        builder.AddHealth();
        builder.AddWriting();
        builder.AddSubscriptions();

        ConfigurationCheck.Run(builder.Configuration);
        AppContext.SetSwitch(ChineseIcu.OffSwitch, builder.Configuration["Icu:Enabled"] is { Length: > 0 } enabled && !bool.Parse(enabled));
        var app = builder.Build();

        // What is kept is given without any of the rest; the log tells of what was made.
        app.UseMiddleware<AnswerCache>();
        app.UseRequestLog();
        app.UseHttpContract(isUnavailable);
        app.UseAccess();
        app.UseSwaggerPage();
        app.MapControllers();
        app.MapOpenApiDocument();
        app.MapPageFiles();
        app.MapProblemPages();
        app.MapHealth();
        return app;
    }

    /// <summary>The words pages are understood by come before every other configuration, so that any of it can change them.</summary>
    private static void AddVocabulary(this WebApplicationBuilder builder)
    {
        var vocabulary = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "vocabulary.json",
            FileProvider = builder.Environment.ContentRootFileProvider,
        };
        builder.Configuration.Sources.Insert(0, vocabulary);
    }

    private static void ListenByDefault(this WebApplicationBuilder builder)
    {
        string[] told = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];
        if (!told.Any(key => builder.Configuration.GetSection(key).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
    }

    private static void AddSite(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<SiteOptions>().BindConfiguration("Site");
        builder.Services.AddSingleton(services =>
            new SiteTime(TimeZoneInfo.FindSystemTimeZoneById(services.GetRequiredService<IOptions<SiteOptions>>().Value.TimeZone)));
    }

    private static void AddWriting(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<UnderstandingOptions>().BindConfiguration("Understanding");
        builder.Services.AddOptions<SeedOptions>().BindConfiguration("Seed");
        builder.Services.AddOptions<SlugOptions>().BindConfiguration("Slugs");
        builder.Services.AddOptions<VocabularyOptions>().Configure<IOptions<UnderstandingOptions>>((vocabulary, understanding) =>
            vocabulary.KindsOfImports = [.. understanding.Value.Kinds.Keys]);
        builder.Services.AddSingleton<PlainTextReader>();
        builder.Services.AddSingleton<HtmlReader>();
        builder.Services.AddSingleton(services => new FeedReader(services.GetRequiredService<HtmlReader>().ReadFragment));
        builder.Services.AddSingleton(services => new JsonFeedReader(services.GetRequiredService<HtmlReader>().ReadFragment));
        builder.Services.AddSingleton(services => new NinjsReader(services.GetRequiredService<HtmlReader>().ReadFragment));
        builder.Services.AddScoped<Newsroom>();
        builder.Services.AddScoped<ArticleIndexing>();
        builder.Services.AddSingleton<RememberedTexts>();
        builder.Services.AddScoped<TextSearch>();
        builder.Services.AddScoped<Search.ArticleSearch>();
        builder.Services.AddScoped<Search.Suggestions>();
        builder.Services.AddSingleton<IndexUpkeep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<IndexUpkeep>());
        builder.Services.AddScoped<PreviewLinks>();
        builder.Services.AddSingleton<IdempotentRequests>();
        builder.Services.AddScoped<IdempotencyFilter>();
        builder.Services.Configure<MvcOptions>(mvc =>
        {
            mvc.Filters.AddService<IdempotencyFilter>();
            mvc.Filters.Add<WriteFilter>(WriteFilter.Order);
        });
        builder.Services.AddHostedService<PublicationSchedule>();
        builder.Services.AddScoped<Articles.ArticleFinder>();
        builder.Services.AddScoped(services => new Articles.ArticleSummaries(
            services.GetRequiredService<NewsDbContext>(), services.GetRequiredService<CacheMemory>(), services.GetRequiredService<StoreChanges>(), services.GetRequiredService<ReadMoment>()));
        builder.Services.AddScoped<Articles.ArticleLists>();
        builder.Services.AddSingleton<Importer>();
        builder.Services.AddScoped<ArticleImport>();
        builder.Services.AddOptions<ImportOptions>().BindConfiguration("Imports");
        builder.Services.AddScoped<ImportJobs>();
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddHostedService<ImportWorker>();
        builder.Services.AddScoped<Seeder>();
        builder.Services.AddScoped<Sections.SectionKindVocabulary>();
    }

    private static void AddSubscriptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutgoingOptions>().BindConfiguration(OutgoingOptions.Section);
        builder.Services.AddSingleton<OutgoingConnections>();
        builder.Services.AddSingleton<WebFetcher>();
        builder.Services.AddSingleton<FeedFetcher>();
        builder.Services.AddScoped<SubscriptionBook>();
        builder.Services.AddScoped<FeedPolling>();
        builder.Services.AddHostedService<FeedSchedule>();
    }
}
