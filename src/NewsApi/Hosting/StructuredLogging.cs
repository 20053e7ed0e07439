using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace NewsApi.Hosting;

/// <summary>Logs with Serilog: readable lines in Development, one JSON object a line elsewhere; one line per request.</summary>
internal static class StructuredLogging
{
    public static void AddStructuredLogging(this WebApplicationBuilder builder, bool toStandardError) =>
        builder.Services.AddSerilog((_, logger) =>
        {
            logger.ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext();

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
}
