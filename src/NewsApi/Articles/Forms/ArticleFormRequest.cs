using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;

namespace NewsApi.Articles.Forms;

/// <summary>In which form an article is wanted.</summary>
public sealed record ArticleFormRequest
{
    /// <summary>Name of the parameter.</summary>
    internal const string Parameter = "format";

    /// <summary>`json`, `ninjs` (IPTC ninjs 3.1), `jsonld` (schema.org), `markdown` or `text`. Where absent, `Accept` decides, and JSON where any will do.</summary>
    /// <example>json</example>
    [FromQuery(Name = Parameter)]
    public string? Format { get; init; }

    /// <summary>The form that is wanted; null for JSON.</summary>
    internal ArticleForm? OfOrNull(HttpRequest request) => Format is not null
        ? ArticleForm.All.FirstOrDefault(form => form.Name == Format)
        : Negotiation.BestOrNull(request.GetTypedHeaders().Accept, ArticleForm.MediaTypes) is { } best ? ArticleForm.All.FirstOrDefault(form => form.MediaType == best) : null;
}

internal sealed class ArticleFormRequestValidator : AbstractValidator<ArticleFormRequest>
{
    public ArticleFormRequestValidator() => RuleFor(request => request.Format).IsOneOf(ArticleForm.Names);
}

/// <summary>Marks an action whose article can be had in several forms.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InFormsAttribute : Attribute, IOffersMediaTypes
{
    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes => ArticleForm.MediaTypes;

    /// <inheritdoc/>
    public bool IsSettled(HttpRequest request) => request.Query.ContainsKey(ArticleFormRequest.Parameter);
}
