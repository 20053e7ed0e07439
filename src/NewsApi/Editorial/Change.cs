using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>What became of a change somebody asked for.</summary>
public abstract record Change
{
    private Change()
    {
    }

    /// <summary>It was made, or, where all was so already, needed no making.</summary>
    public sealed record Saved(Article Article) : Change;

    /// <summary>There is no such article, revision or list.</summary>
    public sealed record NotFound(string Parameter, string Detail) : Change;

    /// <summary>The article has changed since the version somebody thought of.</summary>
    public sealed record Stale(int Version) : Change;

    /// <summary>What was sent can't be an article.</summary>
    public sealed record Refused(IReadOnlyList<Flaw> Flaws) : Change;

    /// <summary>Whoever asks may change what the article says, but not who sees it.</summary>
    public sealed record Forbidden : Change;

    /// <summary>What was sent is right by itself, but not as things stand.</summary>
    public sealed record Conflict(string Detail, string? At = null) : Change;
}

/// <summary>One thing wrong with what was sent.</summary>
/// <param name="At">Where it stands (JSON Pointer, RFC 6901).</param>
/// <param name="Detail">What is wrong, and what would be right.</param>
public sealed record Flaw(string At, string Detail);

/// <summary>Who makes a change, and why.</summary>
/// <param name="By">Name of a key, or of a command.</param>
/// <param name="Note">What the editor says of the change, or null.</param>
/// <param name="Identity">Tells who makes the change from everybody of the same name; null for a command.</param>
public readonly record struct Signature(string By, string? Note = null, string? Identity = null);
