using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using NewsApi.Http;
using NewsApi.Scripts;

namespace NewsApi.Pages;

/// <summary>What every page knows of the site, and of how it was asked for.</summary>
public sealed record Frame
{
    private static readonly ConcurrentDictionary<string, string> Simplified = new(StringComparer.Ordinal);

    private readonly Func<string, string> _file;

    private Frame(Func<string, string> file) => _file = file;

    /// <summary>Name of the site.</summary>
    public required string Site { get; init; }

    /// <summary>Absolute address of the site, without a slash at its end.</summary>
    public required string Address { get; init; }

    /// <summary>What the paths of the site begin with; empty at the root of its host.</summary>
    public required string Root { get; init; }

    /// <summary>The script the address asks for; null where it does not say. Links carry it on.</summary>
    public required string? Script { get; init; }

    /// <summary>Language of what the pages themselves say (BCP 47): Chinese, in the script that is shown.</summary>
    public required string Language { get; init; }

    /// <summary>Whether text is shown in that script, and not as it is stored.</summary>
    public required bool IsConverted { get; init; }

    /// <summary>The path of this page, and its parameters but for the script and the place in a list, which is of one script.</summary>
    public required string Self { get; init; }

    internal static Frame Of(HttpRequest request, SiteAddress site, PageFiles files)
    {
        var wanted = ScriptFilter.WantedOrNull(request);
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key is not (ScriptFilter.Parameter or "cursor")));
        return new Frame(files.PathOf)
        {
            Site = site.Name,
            Address = site.Of(request),
            Root = site.PathOf(request),
            Script = request.Query[ScriptFilter.Parameter] is [{ } script] && ScriptFilter.Values.Contains(script, StringComparer.Ordinal) ? script : null,
            Language = (wanted ?? ScriptConversion.Traditional).Language,
            IsConverted = wanted is not null,
            Self = $"{request.Path.ToUriComponent()}{query}",
        };
    }

    /// <summary>What a page says itself, written in Traditional characters, in the script that is shown. Never for text of a story: what was said once is remembered.</summary>
    public string Say(string text) => Language == ScriptConversion.Simplified.Language ? Simplified.GetOrAdd(text, ScriptConversion.Simplified.Convert) : text;

    /// <summary>The path of a file of the reader.</summary>
    public string File(string name) => Root + _file(name);

    /// <summary>The path of another page, in the same script.</summary>
    public string To(string path, params IEnumerable<KeyValuePair<string, string>> query)
    {
        var parameters = new QueryBuilder(query);
        if (Script is not null)
        {
            parameters.Add(ScriptFilter.Parameter, Script);
        }

        return $"{Root}{path}{parameters}";
    }

    /// <summary>
    /// The address that stands for a page: with the script where one was asked for, since the text differs then; without one the text is as it is stored,
    /// or as the reader's languages have it.
    /// </summary>
    public string Canonical(string path, params IEnumerable<KeyValuePair<string, string>> query)
    {
        var parameters = new QueryBuilder(query);
        if (Script is { } script && script != ScriptFilter.Original)
        {
            parameters.Add(ScriptFilter.Parameter, script);
        }

        return $"{Address}{path}{parameters}";
    }

    /// <summary>The path of this page in a script.</summary>
    public string In(string script) => $"{Root}{Self}{(Self.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{ScriptFilter.Parameter}={script}";
}

/// <summary>A part of a page.</summary>
public abstract class View : ComponentBase
{
    /// <summary>What every page knows.</summary>
    [CascadingParameter]
    public required Frame Frame { get; set; }

    /// <inheritdoc cref="Frame.Say"/>
    protected string T(string text) => Frame.Say(text);
}
