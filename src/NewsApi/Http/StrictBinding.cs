using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NewsApi.Paging;

namespace NewsApi.Http;

/// <summary>
/// Reads parameters in one spelling only. The framework's own reading takes 0x10, +1, " 1" and "1," for numbers, and where it
/// refuses it can't say what would be right.
/// </summary>
internal sealed class StrictBinding : IModelBinderProvider
{
    private const string AnInstant = "an instant with its offset and seconds up to 59, such as 2025-06-02T08:00:00Z (a + is written %2B in an address)";

    private static readonly Dictionary<Type, IModelBinder> Binders = new()
    {
        // As it is: the framework takes white space for nothing, and would drop the filter in silence.
        [typeof(string)] = new Binder((text, _) => text, ""),
        [typeof(int)] = new Binder((text, _) => WholeNumberOrNull(text) is { } number and <= int.MaxValue ? (int)number : null, "must be a whole number in the digits 0–9"),
        [typeof(long)] = new Binder((text, _) => WholeNumberOrNull(text), $"must be a whole number from 1 to {long.MaxValue}, without sign or leading zeros"),
        [typeof(bool)] = new Binder((text, _) => text switch { "true" => true, "false" => false, _ => null }, "must be true or false"),
        [typeof(Cursor)] = new Binder(
            (text, request) => Cursor.ReadOrNull(text, CursorScope.Of(request)),
            "is damaged, or of another list, order or filter; leave it out to begin at the start"),
        [typeof(DayOrInstant)] = new Binder(
            (text, _) => DayOrInstant.ReadOrNull(text),
            $"must be a day such as 2025-06-02, or {AnInstant}"),
        [typeof(Instant)] = new Binder(
            (text, _) => Instant.ReadOrNull(text),
            $"must be {AnInstant}"),
        [typeof(IdList)] = new Binder((text, _) => IdList.ReadOrNull(text), $"must be 1 to {IdList.MaxCount} ids with commas between them, such as 1,2,3"),
    };

    /// <inheritdoc/>
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        Binders.GetValueOrDefault(Nullable.GetUnderlyingType(context.Metadata.ModelType) ?? context.Metadata.ModelType);

    /// <summary>Digits 0–9 without a leading zero; null for anything else, and for more than fits.</summary>
    internal static long? WholeNumberOrNull(string text) =>
        text.Length > 0 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class Binder(Func<string, HttpRequest, object?> read, string wouldBeRight) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);

            // An empty value is reported with the other spelling errors.
            if (given.FirstValue is { Length: > 0 } text)
            {
                if (read(text, bindingContext.HttpContext.Request) is { } value)
                {
                    bindingContext.Result = ModelBindingResult.Success(value);
                }
                else
                {
                    bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, wouldBeRight);
                }
            }

            return Task.CompletedTask;
        }
    }
}
