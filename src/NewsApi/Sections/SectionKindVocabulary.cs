using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Sections;

/// <summary>The closed vocabulary of section kinds, as the store has it now.</summary>
internal sealed class SectionKindVocabulary(NewsDbContext db)
{
    /// <summary>All slugs, in the order of the vocabulary.</summary>
    public Task<List<string>> SlugsAsync(CancellationToken cancel) =>
        db.SectionKinds.OrderBy(kind => kind.Position).ThenBy(kind => kind.Slug).Select(kind => kind.Slug).ToListAsync(cancel);
}

internal static class SectionKindRule
{
    /// <summary>A kind of the vocabulary. A wrong one is told apart from one that has no sections.</summary>
    public static void IsSectionKind<T>(this IRuleBuilder<T, string?> rule) =>
        rule.CustomAsync(async (kind, context, cancel) =>
        {
            if (kind is not null && await ValidationFilter.ServicesOf(context).GetRequiredService<SectionKindVocabulary>().SlugsAsync(cancel) is var slugs
                && !slugs.Contains(kind, StringComparer.Ordinal))
            {
                context.AddFailure(ParameterRules.OneOf(kind, slugs));
            }
        });
}
