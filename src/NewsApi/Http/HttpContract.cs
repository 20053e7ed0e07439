using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NewsApi.Http.Fields;

namespace NewsApi.Http;

/// <summary>What every route has in common on the wire.</summary>
internal static class HttpContract
{
    /// <summary>Headers that web pages may read.</summary>
    private static readonly string[] Exposed =
        [HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.Link, HeaderNames.ContentLanguage, HeaderNames.Location, HeaderNames.RetryAfter, "RateLimit", "RateLimit-Policy", "Idempotent-Replayed", "Deprecation", "Sunset"];

    private static readonly string ExposedList = string.Join(',', Exposed);

    public static void AddHttpContract(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            (server.Limits.MaxRequestLineSize, server.Limits.MaxRequestHeadersTotalSize, server.Limits.MaxRequestHeaderCount) = RequestLimits.Server;
            server.Limits.MaxRequestBodySize = RequestLimits.MaxBody;
            server.AddServerHeader = false;

            // Header fields may hold any byte (RFC 9110, section 5.5); read as UTF-8, some would end the connection.
            server.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });

        var services = builder.Services;
        services
            .AddControllers(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ModelBinderProviders.Insert(0, new StrictBinding());

                // Bodies are read in one place; forms, which the framework would read before it, are none of them.
                mvc.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                mvc.InputFormatters.Clear();
                mvc.InputFormatters.Add(new JsonBody());

                // What attributes say of sizes is for the OpenAPI document; what is refused, and in which words, validators say.
                mvc.ModelValidatorProviders.Clear();

                // JSON is UTF-8 (RFC 8259, section 8.1), whatever Accept-Charset says.
                foreach (var formatter in mvc.OutputFormatters.OfType<TextOutputFormatter>())
                {
                    formatter.SupportedEncodings.Remove(Encoding.Unicode);
                }

                mvc.Filters.Add<AcceptFilter>();
                mvc.Filters.AddService<ValidationFilter>();
                mvc.Filters.Add<NextPageLink>();
                mvc.Filters.Add<ScriptFilter>();
                mvc.Filters.Add<FieldFilter>();
                mvc.Filters.Add<DeprecationFilter>();
            })
            .ConfigureApiBehaviorOptions(api =>
            {
                // Both would write errors in a form of their own.
                api.SuppressModelStateInvalidFilter = true;
                api.SuppressMapClientErrors = true;
            })
            .AddJsonOptions(json => WireJson.Configure(json.JsonSerializerOptions));

        // To make the rules costs more than to check by them: they are made once.
        services.AddValidatorsFromAssemblyContaining<ValidationFilter>(ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddSingleton<ValidationFilter>();
        services.AddSingleton<QueryParameters>();
        services.AddSingleton<FieldParameters>();
        services.AddSingleton<SiteAddress>();
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimiting")
            .Validate(limit => limit is { Requests: > 0, KeyRequests: > 0, WindowSeconds: > 0 }, "RateLimiting:Requests, RateLimiting:KeyRequests and RateLimiting:WindowSeconds must be greater than 0.")
            .ValidateOnStart();
        services.AddOptions<CacheOptions>().BindConfiguration("Cache")
            .Validate(cache => cache is { MaxMegabytes: > 0, SharedMaxAge: >= 0 }, "Cache:MaxMegabytes must be greater than 0, Cache:SharedMaxAge not less.")
            .ValidateOnStart();
        services.AddSingleton<Codings>();
        services.AddSingleton<RateLimits>();
        services.AddOptions<CorsPolicyOptions>().BindConfiguration("Cors");
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, CorsPolicyFromOptions>();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/rss+xml", "application/atom+xml", "application/feed+json", "application/ld+json",
                "application/vnd.iptc.ninjs+json", "text/markdown",
            ];
        });
    }

    /// <inheritdoc cref="ApiProblems.UseApiProblems"/>
    public static void UseHttpContract(this WebApplication app, Func<Exception, bool> isUnavailable)
    {
        app.UseMiddleware<ConditionalGet>();
        app.UseApiProblems(isUnavailable);
        app.Use((context, next) =>
        {
            SecurityHeaders.Set(context);

            // Methods are told apart by case (RFC 9110, section 9.1), but routing takes "get" for GET. No route has this one.
            return context.Request.Method.Any(char.IsAsciiLetterLower) ? AsUnknownMethod(context, next) : next(context);
        });
        app.UseMiddleware<RequestLimits>();

        // Not before: a HEAD has become a GET by now, which is what routes know.
        app.UseRouting();
        app.Use((context, next) =>
        {
            context.Features.Get<IAnswerTaker>()?.Begin(context, context.GetEndpoint()?.Metadata is { } route
                && route.GetMetadata<ControllerActionDescriptor>() is not null && route.GetMetadata<NeverKeptAttribute>() is null);
            return next(context);
        });
        app.UseCors();
        if (app.Services.GetRequiredService<IOptions<CorsPolicyOptions>>().Value.Origins == "*")
        {
            // Always, not only where a page asks: a shared cache would hand the answer without them to the page that asks next.
            // At the end, because what an exception turns into begins without headers.
            app.Use((context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    OpenToAllOrigins(context.Response.Headers);
                    return Task.CompletedTask;
                });
                return next(context);
            });
        }

        app.UseMiddleware<AddressLimit>();
    }

    /// <summary>Lets any web page read the answer.</summary>
    public static void OpenToAllOrigins(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = ExposedList;
    }

    private static async Task AsUnknownMethod(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        context.Request.Method = $"LOWER-CASE-{method}";
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }

    private sealed class CorsPolicyFromOptions(IOptions<CorsPolicyOptions> options) : ICorsPolicyProvider
    {
        /// <summary>Anybody may read; only pages that are named may write.</summary>
        private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

        private static readonly string[] Writing = [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

        private readonly CorsPolicy _policy = new CorsPolicyBuilder([.. options.Value.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(origin => origin.TrimEnd('/'))])
            .WithMethods(options.Value.Origins == "*" ? Reading : [.. Reading, .. Writing])
            .AllowAnyHeader()
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .WithExposedHeaders(Exposed)
            .Build();

        public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult<CorsPolicy?>(_policy);
    }
}
