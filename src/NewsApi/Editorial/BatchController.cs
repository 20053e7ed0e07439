using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>Writing many articles at once.</summary>
[ApiController, Route("api/v1/articles/batch"), Tags("Editing")]
public sealed class BatchController(Newsroom newsroom, Caller caller) : ControllerBase
{
    /// <summary>Bytes a batch may have.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Creates up to 1,000 articles.</summary>
    /// <remarks>
    /// Each item is an article as `POST /api/v1/articles` takes it, and has its own outcome, in the same order: good ones are made even where others are bad.
    /// With `atomic=true` all are made or, with 400, none. Items with the status `published` need the scope `articles:publish` as well.
    /// </remarks>
    /// <param name="batch">The articles.</param>
    /// <param name="options">All or nothing, or each by itself.</param>
    /// <param name="validator">What an article must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createArticles"), Needs(Scopes.ArticlesWrite), RequestSizeLimit(MaxBytes)]
    [ProducesResponseType<BatchResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<BatchResponse>> Create(
        [FromBody] ArticleBatch batch, [FromQuery] BatchOptions options, [FromServices] IValidator<ArticleInput> validator, CancellationToken cancel)
    {
        var isAtomic = options.Atomic ?? false;
        var mayPublish = caller.Has(Scopes.ArticlesPublish);
        var items = new (ArticleDraft? Draft, BatchOutcome? Refusal)[batch.Items.Count];

        // Reading and checking asks nobody, so that all processors can do it.
        Parallel.For(0, items.Length, new ParallelOptions { CancellationToken = cancel }, index => items[index] = Read(batch.Items[index], validator, mayPublish));
        var outcomes = items.Select(item => item.Refusal).ToArray();
        var drafts = items.Index().Where(item => item.Item.Draft is not null).Select(item => (item.Index, Draft: item.Item.Draft!)).ToList();

        // With one bad item nothing will be made: the newsroom need not try.
        if (!isAtomic || drafts.Count == outcomes.Length)
        {
            var changes = await newsroom.CreateAllAsync([.. drafts.Select(draft => draft.Draft)], isAtomic, EditNote.Sign(caller, null), cancel);
            foreach (var ((index, _), change) in drafts.Zip(changes))
            {
                outcomes[index] = Outcome(change);
            }
        }

        return isAtomic && outcomes.Any(outcome => outcome is not { Status: StatusCodes.Status201Created })
            ? ApiProblems.Invalid(
            [
                .. outcomes.Index()
                    .SelectMany(outcome => (outcome.Item?.Errors ?? []).Select(error => new ApiProblemError { Pointer = $"/items/{outcome.Index}{error.Pointer}", Detail = error.Detail }))
                    .Take(ApiProblem.MaxErrors),
            ])
            : new BatchResponse { Items = [.. outcomes.Select(outcome => outcome!)] };
    }

    /// <summary>What an item says, or why nothing can be made of it.</summary>
    private static (ArticleDraft? Draft, BatchOutcome? Refusal) Read(JsonElement item, IValidator<ArticleInput> validator, bool mayPublish)
    {
        var errors = new List<ApiProblemError>();
        var input = StrictJson.Read<ArticleInput>(item, errors);
        if (input is not null)
        {
            errors.AddRange(BodyErrors.Of(validator.Validate(input), typeof(ArticleInput)));
        }

        return input is null || errors.Count > 0 ? (null, BatchOutcome.Bad(StatusCodes.Status400BadRequest, errors))
            : input.Status == ArticleStatus.Published && !mayPublish ? (null, Unpublishable)
            : (input.ToDraft(), null);
    }

    private static BatchOutcome Unpublishable { get; } = BatchOutcome.Bad(
        StatusCodes.Status403Forbidden, [new ApiProblemError { Pointer = "/status", Detail = $"can be published only with a key that has the scope `{Scopes.ArticlesPublish}`" }]);

    private static BatchOutcome Outcome(Change change) => change switch
    {
        Change.Saved { Article: var article } => new BatchOutcome { Status = StatusCodes.Status201Created, Id = article.Id, Slug = article.Slug },
        Change.Refused refused => BatchOutcome.Bad(StatusCodes.Status400BadRequest, ChangeAnswers.Errors(refused.Flaws)),
        Change.Conflict conflict => BatchOutcome.Bad(StatusCodes.Status409Conflict, [new ApiProblemError { Pointer = conflict.At ?? "", Detail = conflict.Detail }]),
        _ => Unpublishable,
    };
}

/// <summary>Articles to be made at once.</summary>
public sealed record ArticleBatch
{
    /// <summary>Most articles of a batch.</summary>
    internal const int MaxItems = 1000;

    /// <summary>The articles, each as `POST /api/v1/articles` takes it.</summary>
    [MinLength(1), MaxLength(MaxItems)]
    public required IReadOnlyList<JsonElement> Items { get; init; }
}

internal sealed class ArticleBatchValidator : AbstractValidator<ArticleBatch>
{
    public ArticleBatchValidator() =>
        RuleFor(batch => batch.Items).Must(items => items.Count is > 0 and <= ArticleBatch.MaxItems).WithMessage($"must have 1 to {ArticleBatch.MaxItems} articles");
}

/// <summary>How a batch is to be done.</summary>
public sealed record BatchOptions
{
    /// <summary>Whether all articles are made or none; otherwise, each good one.</summary>
    /// <example>false</example>
    [FromQuery(Name = "atomic")]
    public bool? Atomic { get; init; }
}

internal sealed class BatchOptionsValidator : AbstractValidator<BatchOptions>;

/// <summary>What became of a batch.</summary>
public sealed record BatchResponse
{
    /// <summary>What became of each article, in the order they were sent.</summary>
    [MinLength(1), MaxLength(ArticleBatch.MaxItems)]
    public required IReadOnlyList<BatchOutcome> Items { get; init; }
}

/// <summary>What became of one article of a batch.</summary>
public sealed record BatchOutcome
{
    /// <summary>201 where it was made; otherwise what it would have been answered with alone: 400, 403 or 409.</summary>
    [Range(201, 499)]
    public required int Status { get; init; }

    /// <summary>Its number, where it was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Id { get; init; }

    /// <summary>Its name in addresses, where it was made.</summary>
    [StringLength(WireLimits.Slug), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Slug { get; init; }

    /// <summary>Everything that is wrong with it, where it was not made; pointers lead into the article.</summary>
    [MaxLength(ApiProblem.MaxErrors), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ApiProblemError>? Errors { get; init; }

    /// <summary>An article that was not made. The first thing said of a place is the reason; what follows from it would only confuse.</summary>
    internal static BatchOutcome Bad(int status, IEnumerable<ApiProblemError> errors) =>
        new() { Status = status, Errors = [.. errors.DistinctBy(error => error.Pointer).Take(ApiProblem.MaxErrors)] };
}
