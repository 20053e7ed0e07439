using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NewsApi.Http;

namespace NewsApi.Access;

/// <summary>Who may do what.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Audit>();
        services.AddScoped<KeyRing>();
        services.AddSingleton<KeyUse>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUse>());
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Caller() ?? Caller.Anybody);

        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section);
        services.AddSingleton<Tokens>();
        services.AddOptions<JwtBearerOptions>(Tokens.Scheme)
            .Configure<IOptions<TokenOptions>, TimeProvider>((jwt, options, clock) => Tokens.Configure(jwt, options.Value, clock));
        services.AddAuthentication(BearerHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null)
            .AddJwtBearer(Tokens.Scheme, _ => { });
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddAuthorization();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            if (!context.Request.Headers.ContainsKey(HeaderNames.Authorization))
            {
                return next(context);
            }

            // Whoever sends a credential means to be somebody. Answering as to anybody would hide that it is worth nothing.
            if (context.User.Identity?.IsAuthenticated != true)
            {
                return context.ChallengeAsync();
            }

            // At the very last, so that nothing in between can say otherwise, not even an error that clears the headers.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.CacheControl = "private, no-store";
                if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Authorization, StringComparer.OrdinalIgnoreCase))
                {
                    headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Authorization);
                }

                return Task.CompletedTask;
            });
            var limits = context.RequestServices.GetRequiredService<RateLimits>();
            return !limits.Concern(context.Request) || limits.CountKey(context, context.Caller().Identity!) ? next(context) : limits.RefuseAsync(context);
        });
        app.UseAuthorization();
    }
}
