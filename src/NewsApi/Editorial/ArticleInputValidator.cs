using FluentValidation;
using NewsApi.ChineseText;
using NewsApi.Http;

namespace NewsApi.Editorial;

/// <summary>What an article must be by itself; what depends on others (free names, known kinds) the newsroom looks at.</summary>
internal sealed class ArticleInputValidator : AbstractValidator<ArticleInput>
{
    public ArticleInputValidator()
    {
        RuleFor(article => article.Headline).IsPlainLine(WireLimits.Line);
        RuleFor(article => article.Summary).IsPlainText(WireLimits.Text);
        RuleFor(article => article.Language).IsLanguageTag();
        RuleFor(article => article.Slug).Must(slug => slug is null || IsSlug(slug)).WithMessage((_, slug) => $"must be a slug of {Newsroom.MaxSlugBytes} bytes of UTF-8 at most, such as {Suggestion(slug!)}");
        RuleFor(article => article.PublishedPrecision).Must((article, precision) => precision is null || article.PublishedAt is not null).WithMessage("says how much of publishedAt is known, which is not given");
        RuleFor(article => article.Source!).SetValidator(new SourceInputValidator()).When(article => article.Source is not null);
        RuleFor(article => article.Authors).HasAtMost(WireLimits.Few);
        RuleForEach(article => article.Authors).IsPlainLine(WireLimits.Line);
        RuleFor(article => article.Tags).HasAtMost(WireLimits.Few);
        RuleForEach(article => article.Tags).IsTagName();
        RuleFor(article => article.Tags).Custom(RefuseTagsGivenTwice);
        RuleFor(article => article.Media).HasAtMost(WireLimits.Few);
        RuleForEach(article => article.Media).SetValidator(new MediaInputValidator());
        RuleFor(article => article.Sections).HasAtMost(WireLimits.Many);
        RuleForEach(article => article.Sections).SetValidator(new SectionInputValidator());
    }

    /// <summary>Two names that are the same in addresses can't be two tags. Whether others lead to one tag, only the vocabulary knows.</summary>
    private static void RefuseTagsGivenTwice(IReadOnlyList<string>? tags, ValidationContext<ArticleInput> context)
    {
        foreach (var same in (tags ?? []).Index().Where(tag => PlainText.WrongInLineOrNull(tag.Item, WireLimits.Slug) is null)
            .GroupBy(tag => Slug.From(tag.Item, SlugStyle.Han, Newsroom.MaxSlugBytes), StringComparer.Ordinal))
        {
            foreach (var (index, _) in same.Skip(1))
            {
                context.AddFailure($"{nameof(ArticleInput.Tags)}[{index}]", $"must not be there twice: it is {same.Key} in addresses");
            }
        }
    }

    /// <summary>A slug is what would be made of it: letters and digits with hyphens between, not too long, not only digits.</summary>
    private static bool IsSlug(string slug) => SlugOrId.Normalise(slug) is var name && name == Suggestion(name);

    private static string Suggestion(string text)
    {
        var slug = Slug.From(text, SlugStyle.Han, Newsroom.MaxSlugBytes);
        return slug.All(char.IsAsciiDigit) ? $"n-{slug}" : slug;
    }
}

internal sealed class SourceInputValidator : AbstractValidator<SourceInput>
{
    public SourceInputValidator()
    {
        RuleFor(source => source.Name).IsPlainLine(WireLimits.Line);
        RuleFor(source => source.Url).IsWebUrl();
    }
}

internal sealed class MediaInputValidator : AbstractValidator<MediaInput>
{
    public MediaInputValidator()
    {
        RuleFor(media => media.Caption).IsPlainText(WireLimits.Text);
        RuleFor(media => media.Url).IsWebUrl();
        RuleFor(media => media.Url).Must((media, url) => url is not null || media.Caption is not null).WithMessage("must be given where there is no caption");
    }
}

internal sealed class SectionInputValidator : AbstractValidator<SectionInput>
{
    public SectionInputValidator()
    {
        RuleFor(section => section.Heading).IsPlainLine(WireLimits.Line);
        RuleFor(section => section.Speaker).IsPlainLine(WireLimits.Line);
        RuleFor(section => section.Blocks).HasAtMost(WireLimits.Many);
        RuleForEach(section => section.Blocks).SetInheritanceValidator(block => block
            .Add(new ParagraphInputValidator())
            .Add(new ListInputValidator())
            .Add(new QuoteInputValidator())
            .Add(new ImageInputValidator())
            .Add(new VideoInputValidator())
            .Add(new TableInputValidator()));
    }
}

internal sealed class ParagraphInputValidator : AbstractValidator<ParagraphInput>
{
    public ParagraphInputValidator() => RuleFor(block => block.Text).IsPlainText(WireLimits.Text);
}

internal sealed class ListInputValidator : AbstractValidator<ListInput>
{
    public ListInputValidator()
    {
        RuleFor(block => block.Items).NotEmpty().WithMessage("must have an item").HasAtMost(WireLimits.Many);
        RuleForEach(block => block.Items).ChildRules(item => item.RuleFor(point => point.Text).IsPlainText(WireLimits.Text));
    }
}

internal sealed class QuoteInputValidator : AbstractValidator<QuoteInput>
{
    public QuoteInputValidator()
    {
        RuleFor(block => block.Text).IsPlainText(WireLimits.Text);
        RuleFor(block => block.Attribution).IsPlainLine(WireLimits.Line);
    }
}

internal sealed class ImageInputValidator : AbstractValidator<ImageInput>
{
    public ImageInputValidator()
    {
        RuleFor(block => block.Url).IsWebUrl();
        RuleFor(block => block.Caption).IsPlainText(WireLimits.Text);
        RuleFor(block => block.Url).Must((block, url) => url is not null || block.Caption is not null).WithMessage("must be given where there is no caption");
    }
}

internal sealed class VideoInputValidator : AbstractValidator<VideoInput>
{
    public VideoInputValidator()
    {
        RuleFor(block => block.Url).IsWebUrl();
        RuleFor(block => block.Caption).IsPlainText(WireLimits.Text);
        RuleFor(block => block.Url).Must((block, url) => url is not null || block.Caption is not null).WithMessage("must be given where there is no caption");
    }
}

internal sealed class TableInputValidator : AbstractValidator<TableInput>
{
    public TableInputValidator()
    {
        RuleFor(block => block.Caption).IsPlainText(WireLimits.Text);
        RuleFor(block => block.Rows).NotEmpty().WithMessage("must have a row").HasAtMost(WireLimits.Many);
        RuleFor(block => block.Rows).Must(rows => rows.All(row => row.Count == rows[0].Count && row.Count is > 0 and <= WireLimits.Few))
            .When(block => block.Rows.Count > 0).WithMessage($"must have as many cells in every row, 1 to {WireLimits.Few}");
        RuleForEach(block => block.Rows).ForEach(cell => cell.IsPlainText(WireLimits.Text, canBeEmpty: true));
    }
}

internal sealed class RelatedNewsInputValidator : AbstractValidator<RelatedNewsInput>
{
    public RelatedNewsInputValidator()
    {
        RuleFor(list => list.Title).IsPlainLine(WireLimits.Line);
        RuleFor(list => list.Entries).NotEmpty().WithMessage("must have an entry").HasAtMost(WireLimits.Many);
        RuleForEach(list => list.Entries).ChildRules(entry =>
        {
            entry.RuleFor(line => line.PrintedTime).IsPlainLine(WireLimits.Line);
            entry.RuleFor(line => line.Title).IsPlainLine(WireLimits.Line);
            entry.RuleFor(line => line.Url).IsWebUrl();
        });
    }
}

internal static class InputRules
{
    /// <summary>Not longer than lists may be.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> HasAtMost<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, int count) =>
        rule.Must(items => items is null || items.Count <= count).WithMessage($"may have {count} items at most");
}
