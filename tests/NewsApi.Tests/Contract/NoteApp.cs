using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Http;

namespace NewsApi.Tests.Contract;

/// <summary>The server with one resource more, which takes bodies of every form.</summary>
public class NoteApp : NewsApiApp
{
    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddControllers().AddApplicationPart(typeof(NotesController).Assembly);
            services.AddSingleton<IValidator<Note>, NoteValidator>();
        });
    }
}

/// <summary>A resource that only says what it understood.</summary>
[ApiController, Route("test/notes")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are not static.")]
public sealed class NotesController : ControllerBase
{
    /// <summary>When what has versions last changed.</summary>
    public static DateTimeOffset Changed { get; } = NewsApiApp.Start.AddMinutes(-1);

    [HttpPost]
    public ActionResult<Note> Create([FromBody] Note note, [FromQuery] int limit = 1) => Ok(note with { Number = limit });

    [HttpPost("optional")]
    public string Optional([FromBody] Publication? publication) => publication is null ? "none" : publication.At?.ToString("o") ?? "no time";

    [HttpPost("large"), RequestSizeLimit(6 * 1024 * 1024)]
    public int Large([FromBody] Sheet sheet) => sheet.Items.Count;

    [HttpPost("rows")]
    public IEnumerable<string> Rows([FromBody] Sheet sheet) => sheet.Items.Select((item, index) =>
    {
        var errors = new List<ApiProblemError>();
        StrictJson.Read<Publication>(item, errors, $"/items/{index}");
        return string.Join(' ', errors.Select(error => error.Pointer));
    });

    [HttpPatch]
    public async Task<ActionResult<Note>> Patch([FromBody] MergePatch patch, [FromServices] IValidator<Note> validator, CancellationToken cancel)
    {
        var errors = new List<ApiProblemError>();
        var note = patch.Read(new Note { Headline = "舊", Kind = NoteKind.TalkShow, Details = new Details { Place = "臺北", Count = 3 }, Labels = ["a", "b"] }, errors);
        if (note is not null)
        {
            errors.AddRange(BodyErrors.Of(await validator.ValidateAsync(note, cancel), typeof(Note)));
        }

        return errors.Count == 0 ? note! : ApiProblems.Invalid(errors);
    }

    private const string Hash = "0123456789abcdef";

    [HttpGet("versions/{version:int}")]
    public Publication Get(int version)
    {
        EntityVersion.Set(Response, version, Hash);
        ConditionalGet.SetLastModified(Response, Changed);
        return new Publication { Note = new string('長', 1000) };
    }

    [HttpPut("versions/{version:int}"), HttpPatch("versions/{version:int}"), HttpPost("versions/{version:int}")]
    public ActionResult<Publication> Put(int version, bool required = true) => IfMatch.Of(Request).Refusal(version, Hash, required) ?? (ActionResult<Publication>)Get(version);

    [HttpPost("versions")]
    public ActionResult<Publication> Create() => Created("/test/notes/versions/1", Get(1));

    [HttpGet("refused/{status:int}")]
    public ActionResult Refused(int status) => ApiProblems.Refused(status, "So it is.");
}

/// <summary>A body with everything a body can have.</summary>
public sealed record Note
{
    public required string Headline { get; init; }

    public string? Summary { get; init; }

    public NoteKind Kind { get; init; }

    public NoteKind? OtherKind { get; init; }

    public DateTimeOffset? At { get; init; }

    public bool IsUrgent { get; init; }

    public int Number { get; init; }

    public long? Id { get; init; }

    public double Weight { get; init; }

    public Details? Details { get; init; }

    [JsonPropertyName("see-also")]
    public IReadOnlyList<Details> SeeAlso { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Piece> Pieces { get; init; } = [];

    public Note? Inner { get; init; }

    /// <summary>Only written, so unknown where it is read.</summary>
    public string Shown => Headline;
}

public enum NoteKind
{
    Plain,
    TalkShow,
}

public sealed record Details
{
    public required string Place { get; init; }

    public required int? Count { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Points), "points")]
public abstract record Piece
{
    public long? Id { get; init; }
}

public sealed record Paragraph : Piece
{
    public required string Text { get; init; }
}

public sealed record Points : Piece
{
    public required IReadOnlyList<Paragraph> Items { get; init; }

    public bool Ordered { get; init; }
}

public sealed record Publication
{
    public DateTimeOffset? At { get; init; }

    public string? Note { get; init; }
}

public sealed record Sheet
{
    public required IReadOnlyList<JsonElement> Items { get; init; }
}

internal sealed class NoteValidator : AbstractValidator<Note>
{
    public NoteValidator()
    {
        RuleFor(note => note.Headline).IsPlainLine(20);
        RuleFor(note => note.Summary).IsPlainText(50);
        RuleFor(note => note.Details!.Place).IsPlainLine(5).When(note => note.Details is not null);
        RuleForEach(note => note.SeeAlso).ChildRules(details => details.RuleFor(detail => detail.Place).IsPlainLine(5));
        RuleForEach(note => note.Labels).IsWebUrl().When(note => note.Number == 7);
        RuleForEach(note => note.Pieces).SetInheritanceValidator(kinds => kinds.Add(new ParagraphValidator()));
    }

    private sealed class ParagraphValidator : AbstractValidator<Paragraph>
    {
        public ParagraphValidator() => RuleFor(paragraph => paragraph.Text).IsPlainText(10);
    }
}
