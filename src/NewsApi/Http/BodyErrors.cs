using FluentValidation.Results;

namespace NewsApi.Http;

/// <summary>What validators found in a body, as errors with places.</summary>
internal static class BodyErrors
{
    /// <summary>The errors of a value that was read from a body.</summary>
    /// <param name="result">What its validator says.</param>
    /// <param name="type">Type of the value.</param>
    /// <param name="at">Where the value is in the body (RFC 6901).</param>
    public static IEnumerable<ApiProblemError> Of(ValidationResult result, Type type, string at = "") =>
        result.Errors.Select(failure => new ApiProblemError { Pointer = JsonPointer.OfProperty(type, failure.PropertyName, at), Detail = failure.ErrorMessage });
}
