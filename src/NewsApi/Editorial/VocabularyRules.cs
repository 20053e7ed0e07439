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

    /// <summary>A name that leads to a tag: without a letter or digit it would be in addresses what every other such name is.</summary>
    public static IRuleBuilderOptions<T, string?> IsTagName<T>(this IRuleBuilder<T, string?> rule) => rule.IsPlainLine(WireLimits.Slug)
        .Must(name => name is null || PlainText.IsInvisible(name) || Slug.CanBeMadeOf(name)).WithMessage("must have a letter or digit");

    private static string Suggestion(string text) => Slug.From(text, SlugStyle.Han, Newsroom.MaxSlugBytes);
}
