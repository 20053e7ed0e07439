using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>Tags and section kinds: what articles are ordered by.</summary>
public sealed partial class Newsroom
{
    private const string NoTag = "No tag has this slug; /api/v1/tags lists them.";

    private const string NoKind = "No section kind has this slug; /api/v1/section-kinds lists them.";

    /// <summary>Makes a tag. Returns it, or why it can't be.</summary>
    public async Task<(Tag? Saved, Change? Refusal)> CreateTagAsync(TagInput input, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        await using var transaction = await BeginAsync(cancel);
        var tag = new Tag { Slug = "", Name = "", Type = input.Type };
        if (await FillAsync(tag, input, cancel) is { } refusal)
        {
            return (null, refusal);
        }

        db.Tags.Add(tag);
        Note(signature, "tag.created", $"tag/{tag.Slug}", tag.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (tag, null);
    }

    /// <summary>Puts other content in the place of a tag's. A slug it had until now goes on leading to it.</summary>
    /// <param name="slug">The tag.</param>
    /// <param name="edit">The content wanted, made of what it is now; or why it can't be.</param>
    /// <param name="isCurrent">Whether a version is the one somebody thinks of.</param>
    /// <param name="signature">Who asks.</param>
    /// <param name="cancel">Ends the change.</param>
    public async Task<(Tag? Saved, Change? Refusal)> ReviseTagAsync(
        string slug, Func<TagInput, Task<(TagInput? Input, Change? Refusal)>> edit, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(isCurrent);
        await using var transaction = await BeginAsync(cancel);
        var (tag, refusal) = await FindTagAsync(slug, isCurrent, cancel);
        if (tag is null)
        {
            return (null, refusal);
        }

        (var input, refusal) = await edit(TagInput.Of(tag));
        if (input is null || (refusal = await FillAsync(tag, input, cancel)) is not null)
        {
            // Somebody further out may go on with this context.
            db.ChangeTracker.Clear();
            return (null, refusal);
        }

        tag.Version++;
        Note(signature, "tag.revised", $"tag/{tag.Slug}", tag.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (tag, null);
    }

    /// <summary>Removes a tag that no article carries. Returns why it can't be, or null.</summary>
    public async Task<Change?> RemoveTagAsync(string slug, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(isCurrent);
        await using var transaction = await BeginAsync(cancel);
        var (tag, refusal) = await FindTagAsync(slug, isCurrent, cancel);
        if (tag is null)
        {
            return refusal;
        }

        var users = await db.Articles.IgnoreQueryFilters().CountAsync(article => article.Tags.Any(one => one.Id == tag.Id), cancel);
        if (users > 0)
        {
            return new Change.Conflict($"{Counted(users, "article")} (drafts and withdrawn ones counted) {(users == 1 ? "carries" : "carry")} the tag.");
        }

        db.Tags.Remove(tag);
        Note(signature, "tag.removed", $"tag/{tag.Slug}", tag.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Makes a section kind. Returns it, or why it can't be.</summary>
    public async Task<(SectionKind? Saved, Change? Refusal)> CreateKindAsync(SectionKindInput input, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        await using var transaction = await BeginAsync(cancel);
        var slug = SlugOrId.Normalise(input.Slug);
        if (await db.SectionKinds.AnyAsync(other => other.Slug == slug, cancel))
        {
            return (null, new Change.Conflict("Another section kind has this slug.", "/slug"));
        }

        var last = await db.SectionKinds.MaxAsync(other => (int?)other.Position, cancel) ?? 0;
        var kind = new SectionKind { Slug = slug, Position = Math.Min(last + 1, SectionKindInput.MaxPosition), NameHant = "", NameHans = "", NameEn = "", Description = "" };
        Fill(kind, input);
        db.SectionKinds.Add(kind);
        Note(signature, "section-kind.created", $"section-kind/{kind.Slug}", kind.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (kind, null);
    }

    /// <summary>Puts other content in the place of a section kind's; its slug stays.</summary>
    /// <inheritdoc cref="ReviseTagAsync" path="/param"/>
    public async Task<(SectionKind? Saved, Change? Refusal)> ReviseKindAsync(
        string slug, Func<SectionKindInput, Task<(SectionKindInput? Input, Change? Refusal)>> edit, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(isCurrent);
        await using var transaction = await BeginAsync(cancel);
        var (kind, refusal) = await FindKindAsync(slug, isCurrent, cancel);
        if (kind is null)
        {
            return (null, refusal);
        }

        (var input, refusal) = await edit(SectionKindInput.Of(kind));
        if (input is null)
        {
            return (null, refusal);
        }

        if (SlugOrId.Normalise(input.Slug) != kind.Slug)
        {
            return (null, new Change.Refused([new Flaw("/slug", $"must stay {kind.Slug}: the slug of a kind never changes")]));
        }

        Fill(kind, input);
        kind.Version++;
        Note(signature, "section-kind.revised", $"section-kind/{kind.Slug}", kind.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (kind, null);
    }

    /// <summary>Removes a section kind that no section has. Returns why it can't be, or null.</summary>
    public async Task<Change?> RemoveKindAsync(string slug, Func<int, string, bool> isCurrent, VocabularyOptions vocabulary, Signature signature, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(isCurrent);
        ArgumentNullException.ThrowIfNull(vocabulary);
        await using var transaction = await BeginAsync(cancel);
        var (kind, refusal) = await FindKindAsync(slug, isCurrent, cancel);
        if (kind is null)
        {
            return refusal;
        }

        var used = await db.Sections.IgnoreQueryFilters().Where(section => section.KindSlug == kind.Slug).GroupBy(_ => 1)
            .Select(all => new { Sections = all.Count(), Articles = all.Select(section => section.ArticleId).Distinct().Count() }).SingleOrDefaultAsync(cancel);
        if (used is not null)
        {
            return new Change.Conflict(
                $"{Counted(used.Sections, "section")} of {Counted(used.Articles, "article")} (drafts and withdrawn ones counted) {(used.Sections == 1 ? "is" : "are")} of this kind.");
        }

        if (vocabulary.KindsOfImports.Contains(kind.Slug, StringComparer.Ordinal))
        {
            return new Change.Conflict($"Imports choose among this kind and others (setting Understanding:Kinds:{kind.Slug}); it can be changed, not removed.");
        }

        db.SectionKinds.Remove(kind);
        Note(signature, "section-kind.removed", $"section-kind/{kind.Slug}", kind.Version);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private async Task<(Tag? Tag, Change? Refusal)> FindTagAsync(string slug, Func<int, string, bool> isCurrent, CancellationToken cancel)
    {
        var name = SlugOrId.Normalise(slug);
        var tag = await db.Tags.Include(one => one.Aliases).SingleOrDefaultAsync(one => one.Slug == name, cancel);
        return tag is null ? (null, new Change.NotFound("slug", NoTag))
            : isCurrent(tag.Version, tag.Hash) ? (tag, null)
            : (null, new Change.Stale(tag.Version));
    }

    private async Task<(SectionKind? Kind, Change? Refusal)> FindKindAsync(string slug, Func<int, string, bool> isCurrent, CancellationToken cancel)
    {
        var name = SlugOrId.Normalise(slug);
        var kind = await db.SectionKinds.SingleOrDefaultAsync(one => one.Slug == name, cancel);
        return kind is null ? (null, new Change.NotFound("slug", NoKind))
            : isCurrent(kind.Version, kind.Hash) ? (kind, null)
            : (null, new Change.Stale(kind.Version));
    }

    private async Task<Change?> FillAsync(Tag tag, TagInput input, CancellationToken cancel)
    {
        var name = PlainText.Normalise(input.Name);
        var slug = input.Slug is { } given ? SlugOrId.Normalise(given) : tag.Slug.Length > 0 ? tag.Slug : SlugOf(name);
        var aliases = (input.Aliases ?? []).Select(PlainText.Normalise).Select(alias => (Slug: SlugOf(alias), Name: alias)).ToList();

        // Whoever names a tag may write a name as it is, or as it is in addresses.
        string[] names = [slug, name, .. aliases.Select(alias => alias.Name)];
        var wanted = names.Concat(names.Select(SlugOf)).Distinct(StringComparer.Ordinal).ToList();
        var taken = await db.Tags.Where(other => other.Id != tag.Id && wanted.Contains(other.Slug)).Select(other => other.Slug)
            .Concat(db.TagAliases.Where(alias => alias.TagId != tag.Id && wanted.Contains(alias.Slug)).Select(alias => alias.Slug))
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
        bool IsTaken(string one) => taken.Contains(one) || taken.Contains(SlugOf(one));
        if (input.Slug is not null && IsTaken(slug))
        {
            return new Change.Conflict($"Another tag has the name {slug}.", "/slug");
        }

        if (IsTaken(name))
        {
            return new Change.Conflict($"Another tag has the name {name}.", "/name");
        }

        if (aliases.FindIndex(alias => IsTaken(alias.Name)) is >= 0 and var at)
        {
            return new Change.Conflict($"Another tag has the name {aliases[at].Name}.", $"/aliases/{at}");
        }

        var twice = aliases.Index().GroupBy(alias => alias.Item.Slug).SelectMany(same => same.Skip(1))
            .Select(alias => new Flaw($"/aliases/{alias.Index}", $"must not be there twice: it is {alias.Item.Slug} in addresses")).ToList();
        if (twice.Count > 0)
        {
            return new Change.Refused(twice);
        }

        // Its own name leads to it as well, also where its slug is another; what its slug says leads to it already.
        aliases.RemoveAll(alias => alias.Slug == SlugOf(name));
        aliases.Add((SlugOf(name), name));
        aliases.RemoveAll(alias => alias.Slug == slug);
        tag.Aliases.RemoveAll(alias => alias.Slug == slug || (!alias.IsFormerSlug && !aliases.Exists(one => one.Slug == alias.Slug)));
        foreach (var alias in aliases)
        {
            if (tag.Aliases.Find(one => one.Slug == alias.Slug) is not { } present)
            {
                tag.Aliases.Add(new TagAlias { Slug = alias.Slug, Name = alias.Name });
            }
            else if (!present.IsFormerSlug)
            {
                present.Name = alias.Name;
            }
        }

        if (tag.Slug.Length > 0 && tag.Slug != slug)
        {
            // It is in links and in revisions: it leads here for good, whatever else is named so.
            if (tag.Aliases.Find(one => one.Slug == tag.Slug) is { } named)
            {
                named.Name = TagAlias.NameOfFormerSlug;
            }
            else
            {
                tag.Aliases.Add(new TagAlias { Slug = tag.Slug, Name = TagAlias.NameOfFormerSlug });
            }
        }

        (tag.Slug, tag.Name, tag.Type) = (slug, name, input.Type);
        return null;
    }

    private static void Fill(SectionKind kind, SectionKindInput input)
    {
        kind.NameHant = PlainText.Normalise(input.Names.Traditional);
        kind.NameHans = PlainText.Normalise(input.Names.Simplified);
        kind.NameEn = PlainText.Normalise(input.Names.English);
        kind.Description = PlainText.Normalise(input.Description);
        kind.Position = input.Position ?? kind.Position;
    }

    private void Note(Signature signature, string action, string target, int version) => audit.Add(db, signature.By, action, target, $"version {version}");

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
