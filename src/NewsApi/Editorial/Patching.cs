using FluentValidation;
using NewsApi.Http;

namespace NewsApi.Editorial;

/// <summary>Applies a merge patch to what is there, and looks at the result as if it had been sent whole.</summary>
internal static class Patching
{
    /// <summary>The patched record; null, with everything that is wrong, where it can't be.</summary>
    public static async Task<(T? Patched, IReadOnlyList<Flaw> Flaws)> PatchedAsync<T>(this MergePatch patch, T present, IValidator<T> validator, CancellationToken cancel)
        where T : class
    {
        var errors = new List<ApiProblemError>();
        var patched = patch.Read(present, errors);
        if (patched is not null)
        {
            errors.AddRange(BodyErrors.Of(await validator.ValidateAsync(patched, cancel), typeof(T)));
        }

        return (errors.Count == 0 ? patched : null, [.. errors.Select(error => new Flaw(error.Pointer!, error.Detail))]);
    }
}
