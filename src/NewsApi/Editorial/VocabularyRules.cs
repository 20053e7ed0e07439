using FluentValidation;
using NewsApi.ChineseText;
using NewsApi.Http;

namespace NewsApi.Editorial;

internal static class VocabularyRules
{
    /// <summary>A slug for something in a vocabulary: what would be made of it, letters and digits with hyphens between.</summary>
    public static IRuleBuilderOptions<T, string?> IsSlugToBe<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(slug => slug is null || (PlainText.WrongInLineOrNull(slug, WireLimits.Slug) is null && SlugOrId.Normalise(slug) is var name && name == Suggestion(name)))
        .WithMessage((_, slug) => $"must be a slug, such as {Suggestion(slug!)}");

    private static string Suggestion(string text) => Slug.From(text, SlugStyle.Han, Newsroom.MaxSlugBytes);
}
