using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// Reads request bodies by <see cref="StrictJson"/>, in place of the framework's formatter. It looks at every media type, so
/// that an absent body is told from one of another type.
/// </summary>
internal sealed class JsonBody : IInputFormatter, IApiRequestFormatMetadataProvider
{
    private const string Json = "application/json";

    private const string MergePatchJson = "application/merge-patch+json";

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    /// <summary>What was wrong with the body of this request.</summary>
    public static IReadOnlyList<ApiProblemError> Errors(HttpContext context) => context.Items[typeof(JsonBody)] as IReadOnlyList<ApiProblemError> ?? [];

    /// <inheritdoc/>
    public bool CanRead(InputFormatterContext context) => true;

    /// <inheritdoc/>
    public IReadOnlyList<string>? GetSupportedContentTypes(string? contentType, Type objectType) => Accepted(objectType);

    /// <inheritdoc/>
    public async Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
    {
        var request = context.HttpContext.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.HttpContext.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (bytes.Length > 0 && !IsAccepted(request, context.ModelType))
        {
            return Unsupported(context);
        }

        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        var errors = new List<ApiProblemError>();
        if (bytes.Span.Trim(WhiteSpace).IsEmpty)
        {
            if (context.TreatEmptyInputAsDefaultValue)
            {
                return InputFormatterResult.Success(null);
            }

            errors.Add(new ApiProblemError { Pointer = "", Detail = "is empty; this resource needs a JSON body" });
        }
        else if (NotJson(bytes.Span) is { } wrong)
        {
            errors.Add(new ApiProblemError { Pointer = "", Detail = wrong });
        }
        else
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth });
            if (context.TreatEmptyInputAsDefaultValue && document.RootElement.ValueKind == JsonValueKind.Null)
            {
                return InputFormatterResult.Success(null);
            }

            var model = context.ModelType == typeof(MergePatch)
                ? MergePatch.ReadOrNull(document.RootElement, errors)
                : StrictJson.Read(context.ModelType, document.RootElement, errors);
            if (errors.Count == 0)
            {
                return InputFormatterResult.Success(model);
            }
        }

        context.HttpContext.Items[typeof(JsonBody)] = errors;
        return InputFormatterResult.Failure();
    }

    private static string[] Accepted(Type type) => type == typeof(MergePatch) ? [MergePatchJson, Json] : [Json];

    private static bool IsAccepted(HttpRequest request, Type type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
        && Accepted(type).Contains(given.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        && (!given.Charset.HasValue || HeaderUtilities.RemoveQuotes(given.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding is [] or ["identity"];

    /// <summary>The framework makes a 415 of this; its headers say what would be right (RFC 9110, section 15.5.16, and RFC 5789, section 2.2).</summary>
    private static InputFormatterResult Unsupported(InputFormatterContext context)
    {
        var accepted = string.Join(", ", Accepted(context.ModelType));
        var headers = context.HttpContext.Response.Headers;
        if (context.HttpContext.Request.Headers.ContentEncoding.Count > 0)
        {
            headers.AcceptEncoding = "identity";
        }

        headers.Accept = accepted;
        if (HttpMethods.IsPatch(context.HttpContext.Request.Method))
        {
            headers["Accept-Patch"] = accepted;
        }

        context.ModelState.AddModelError(context.ModelName, new UnsupportedContentTypeException("The body is no JSON."), context.Metadata);
        return InputFormatterResult.Failure();
    }

    /// <summary>Why the bytes are no JSON, or too deep; null when they are.</summary>
    private static string? NotJson(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            var valid = 0;
            while (Rune.DecodeFromUtf8(bytes[valid..], out _, out var length) == System.Buffers.OperationStatus.Done)
            {
                valid += length;
            }

            return $"must be UTF-8, which it is not at {Place(bytes[..valid])}";
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= StrictJson.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return $"must not be nested deeper than {StrictJson.MaxDepth} levels, which it is at {Place(bytes[..(int)reader.TokenStartIndex])}";
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            var start = 0;
            for (var line = exception.LineNumber ?? 0; line > 0; line--)
            {
                start += bytes[start..].IndexOf((byte)'\n') + 1;
            }

            var end = Math.Min(start + (int)(exception.BytePositionInLine ?? 0), bytes.Length);
            return $"is not JSON: at {Place(bytes[..end])} is something that can't stand there (comments and commas before a closing bracket can't either)";
        }
    }

    /// <summary>Line and column of what follows on the given bytes.</summary>
    private static string Place(ReadOnlySpan<byte> before)
    {
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return $"line {before.Count((byte)'\n') + 1}, column {Encoding.UTF8.GetString(line).EnumerateRunes().Count() + 1}";
    }
}
