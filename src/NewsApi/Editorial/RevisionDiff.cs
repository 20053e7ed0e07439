using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsApi.Http;

namespace NewsApi.Editorial;

/// <summary>What differs between two revisions of an article.</summary>
public sealed record RevisionDiff
{
    /// <summary>Members of the article that changed, sections and related news aside.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<MemberDiff> Members { get; init; }

    /// <summary>Sections that came, went or changed.</summary>
    [MaxLength(2 * WireLimits.Many)]
    public required IReadOnlyList<SectionDiff> Sections { get; init; }

    /// <summary>Whether a related-news list came, went or changed.</summary>
    public required bool RelatedNewsChanged { get; init; }

    /// <summary>Compares two contents.</summary>
    internal static RevisionDiff Between(RevisionContent before, RevisionContent after) => new()
    {
        Members = [.. DiffOf(before.Article, after.Article)],
        Sections = [.. SectionDiff.Between(before.Article.Sections ?? [], after.Article.Sections ?? [])],
        RelatedNewsChanged = Text(before.RelatedNews) != Text(after.RelatedNews),
    };

    /// <summary>Whether two blocks say the same.</summary>
    internal static bool AreEqual(BlockInput before, BlockInput after) => before.GetType() == after.GetType() && Text(before) == Text(after);

    private static IEnumerable<MemberDiff> DiffOf(ArticleInput before, ArticleInput after)
    {
        var was = JsonSerializer.SerializeToElement(before, WireJson.Options);
        var members = JsonSerializer.SerializeToElement(after, WireJson.Options).EnumerateObject().Where(member => !member.NameEquals("sections"));
        return members
            .Select(member => new MemberDiff { Member = member.Name, Before = Value(was.GetProperty(member.Name)), After = Value(member.Value) })
            .Where(member => member.Before != member.After);
    }

    /// <summary>A text as itself, anything else as JSON.</summary>
    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => Text(value),
    };

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);
}

/// <summary>What became of one part.</summary>
public enum DiffChange
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>One member that changed.</summary>
public sealed record MemberDiff
{
    /// <summary>Its name.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Member { get; init; }

    /// <summary>What it was: a text as itself, anything else as JSON; null where it was not there.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Before { get; init; }

    /// <summary>What it is.</summary>
    [StringLength(WireLimits.Text)]
    public required string? After { get; init; }
}

/// <summary>One section that came, went or changed.</summary>
public sealed record SectionDiff
{
    /// <summary>Its place in the article, counted from 1; of a section that went, the place it had.</summary>
    [Range(1, WireLimits.Many)]
    public required int Number { get; init; }

    /// <summary>What became of it.</summary>
    public required DiffChange Change { get; init; }

    /// <summary>Its kind, heading and speaker, where they changed.</summary>
    [MaxLength(3)]
    public required IReadOnlyList<MemberDiff> Members { get; init; }

    /// <summary>Its blocks that came, went or changed.</summary>
    [MaxLength(2 * WireLimits.Many)]
    public required IReadOnlyList<BlockDiff> Blocks { get; init; }

    internal static IEnumerable<SectionDiff> Between(IReadOnlyList<SectionInput> before, IReadOnlyList<SectionInput> after)
    {
        var pairs = Alignment.Of(
            before, after, (b, a) => b.Kind == a.Kind && b.Heading == a.Heading, (b, a) => b.Kind == a.Kind || (b.Heading is not null && b.Heading == a.Heading));
        foreach (var (b, a) in pairs)
        {
            var diff = new SectionDiff
            {
                Number = (a ?? b)!.Value + 1,
                Change = b is null ? DiffChange.Added : a is null ? DiffChange.Removed : DiffChange.Changed,
                Members = [.. DiffOf(b is { } was ? before[was] : null, a is { } now ? after[now] : null)],
                Blocks = [.. BlockDiff.Between(b is { } old ? before[old].Blocks ?? [] : [], a is { } present ? after[present].Blocks ?? [] : [])],
            };
            if (diff.Change != DiffChange.Changed || diff.Members.Count > 0 || diff.Blocks.Count > 0)
            {
                yield return diff;
            }
        }
    }

    private static IEnumerable<MemberDiff> DiffOf(SectionInput? before, SectionInput? after) => new MemberDiff[]
    {
        new() { Member = "kind", Before = before?.Kind, After = after?.Kind },
        new() { Member = "heading", Before = before?.Heading, After = after?.Heading },
        new() { Member = "speaker", Before = before?.Speaker, After = after?.Speaker },
    }.Where(member => member.Before != member.After);
}

/// <summary>One block that came, went or changed.</summary>
public sealed record BlockDiff
{
    /// <summary>What became of it.</summary>
    public required DiffChange Change { get; init; }

    /// <summary>The block as it was; absent where it was not there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BlockInput? Before { get; init; }

    /// <summary>The block as it is; absent where it is not there any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BlockInput? After { get; init; }

    internal static IEnumerable<BlockDiff> Between(IReadOnlyList<BlockInput> before, IReadOnlyList<BlockInput> after) => Alignment
        .Of(before, after, RevisionDiff.AreEqual, (b, a) => b.GetType() == a.GetType())
        .Where(pair => pair.Before is not { } b || pair.After is not { } a || !RevisionDiff.AreEqual(before[b], after[a]))
        .Select(pair => new BlockDiff
        {
            Change = pair.Before is null ? DiffChange.Added : pair.After is null ? DiffChange.Removed : DiffChange.Changed,
            Before = pair.Before is { } was ? before[was] : null,
            After = pair.After is { } now ? after[now] : null,
        });
}
