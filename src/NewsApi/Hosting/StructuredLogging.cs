using System.Globalization;
using System.Text.RegularExpressions;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace NewsApi.Hosting;

/// <summary>Logs with Serilog: readable lines in Development, one JSON object a line elsewhere; one line per request.</summary>
internal static partial class StructuredLogging
{
    public static void AddStructuredLogging(this WebApplicationBuilder builder, bool toStandardError) =>
        builder.Services.AddSerilog((_, logger) =>
        {
            logger.ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext().Enrich.With<WithoutTokens>();

            if (toStandardError)
            {
                // What a command did it says itself, once.
                logger.MinimumLevel.Override("NewsApi.Access.Audit", LogEventLevel.Warning);
            }

            LogEventLevel? standardErrorFrom = toStandardError ? LogEventLevel.Verbose : null;
            if (builder.Environment.IsDevelopment())
            {
                logger.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: standardErrorFrom);
            }
            else
            {
                logger.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: standardErrorFrom);
            }
        });

    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(log =>
    {
        // The path is the client's text: it is a value of the event, never part of the template.
        log.MessageTemplate = "{RequestMethod:l} {Route:l} answered {StatusCode} in {Elapsed:0.0} ms";
        log.EnrichDiagnosticContext = (diagnostics, context) =>
        {
            diagnostics.Set("Route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)");
            diagnostics.Set("RequestPath", context.Request.Path.ToUriComponent());
        };
        log.GetLevel = (context, _, exception) => exception is not null || context.Response.StatusCode >= 500
            ? LogEventLevel.Error
            : LogEventLevel.Information;
    });

    /// <summary>
    /// Keeps the tokens of preview links out of every line, however the address that holds one is written. It comes last, behind
    /// what the request log and the framework's scopes add.
    /// </summary>
    private sealed partial class WithoutTokens : ILogEventEnricher
    {
        private const string RequestPath = "RequestPath";

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (logEvent.Properties.TryGetValue(RequestPath, out var value) && value is ScalarValue { Value: string path } && Token().Replace(path, "${before}(token)") is var shown && shown != path)
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty(RequestPath, new ScalarValue(shown)));
            }
        }

        [GeneratedRegex("(?<before>previews(?:/|%2f)+).+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
        private static partial Regex Token();
    }
}
