using System.ComponentModel.DataAnnotations;
using FluentValidation;
using NewsApi.Http;

namespace NewsApi.Access;

/// <summary>A key to be made.</summary>
public sealed record KeyRequest
{
    /// <summary>Most characters of a name.</summary>
    internal const int MaxName = 200;

    /// <summary>Who or what it is for. It stands in revisions and in the audit for whoever uses the key.</summary>
    [StringLength(MaxName, MinimumLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>What may be done with it: `drafts:read`, `articles:write`, `articles:publish`, or `admin`, which includes the others.</summary>
    [MinLength(1), MaxLength(WireLimits.Few)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>From when on it is worth nothing; null or left out for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a text can be the name of a key: it stands in one line of tables and logs.</summary>
    internal static bool IsName(string? name) => name is not null && PlainText.WrongInLineOrNull(name, MaxName) is null;
}

internal sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    /// <summary>What a name must be.</summary>
    public static readonly string NameRule = $"must be a name one can see, of 1 to {KeyRequest.MaxName} characters in one line, without space around it";

    public KeyRequestValidator(TimeProvider clock)
    {
        RuleFor(key => key.Name).Must(KeyRequest.IsName).WithMessage(NameRule);
        RuleFor(key => key.Scopes).Must(scopes => scopes is { Count: > 0 and <= WireLimits.Few })
            .WithMessage($"must name at least one of {string.Join(", ", Scopes.All)}");
        RuleForEach(key => key.Scopes).IsOneOf(Scopes.All);
        RuleForEach(key => key.Scopes).NotNull().WithMessage($"must be one of {string.Join(", ", Scopes.All)}");
        RuleFor(key => key.ExpiresAt).Must(expiresAt => expiresAt is null || expiresAt > clock.GetUtcNow()).WithMessage("must be in the future");
    }
}
