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

    /// <summary>Sections that came, went, moved or changed.</summary>
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

    /// <summary>All that a block says, as one text.</summary>
    internal static string TextOf(BlockInput block) => Text(block);

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

    /// <summary>It stands elsewhere among the others; of a section, what it says may have changed as well.</summary>
    Moved,
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

/// <summary>One section that came, went, moved or changed.</summary>
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

    /// <summary>Its blocks that came, went, moved or changed.</summary>
    [MaxLength(2 * WireLimits.Many)]
    public required IReadOnlyList<BlockDiff> Blocks { get; init; }

    /// <summary>What became of the sections. A section is known by its kind and its heading.</summary>
    internal static IEnumerable<SectionDiff> Between(IReadOnlyList<SectionInput> before, IReadOnlyList<SectionInput> after)
    {
        foreach (var pair in Alignment.Of(before, after, section => KeyOf(section.Kind, section.Heading), (b, a) => AreAlike(b.Kind, b.Heading, a.Kind, a.Heading)))
        {
            var was = pair.Before is { } b ? before[b] : null;
            var now = pair.After is { } a ? after[a] : null;
            var diff = new SectionDiff
            {
                Number = (pair.After ?? pair.Before)!.Value + 1,
                Change = pair.WhatBecame(),
                Members = [.. DiffOf(was, now)],
                Blocks = [.. BlockDiff.Between(was?.Blocks ?? [], now?.Blocks ?? [])],
            };
            if (diff.Change != DiffChange.Changed || diff.Members.Count > 0 || diff.Blocks.Count > 0)
            {
                yield return diff;
            }
        }
    }

    /// <summary>What a section is known by when its place changes.</summary>
    internal static string KeyOf(string kind, string? heading) => $"{kind}\n{heading}";

    /// <summary>Whether a section may have become another one.</summary>
    internal static bool AreAlike(string kindBefore, string? headingBefore, string kindAfter, string? headingAfter) =>
        kindBefore == kindAfter || (headingBefore is not null && headingBefore == headingAfter);

    private static IEnumerable<MemberDiff> DiffOf(SectionInput? before, SectionInput? after) => new MemberDiff[]
    {
        new() { Member = "kind", Before = before?.Kind, After = after?.Kind },
        new() { Member = "heading", Before = before?.Heading, After = after?.Heading },
        new() { Member = "speaker", Before = before?.Speaker, After = after?.Speaker },
    }.Where(member => member.Before != member.After);
}

/// <summary>One block that came, went, moved or changed.</summary>
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
        .Of(before, after, RevisionDiff.TextOf, (b, a) => b.GetType() == a.GetType())
        .Where(pair => pair.HasMoved || pair.Before is not { } b || pair.After is not { } a || RevisionDiff.TextOf(before[b]) != RevisionDiff.TextOf(after[a]))
        .Select(pair => new BlockDiff
        {
            Change = pair.WhatBecame(),
            Before = pair.Before is { } was ? before[was] : null,
            After = pair.After is { } now ? after[now] : null,
        });
}

internal static class PairDiff
{
    /// <summary>What became of an item, unless it stayed as it is.</summary>
    public static DiffChange WhatBecame(this Pair pair) =>
        pair.Before is null ? DiffChange.Added : pair.After is null ? DiffChange.Removed : pair.HasMoved ? DiffChange.Moved : DiffChange.Changed;
}
