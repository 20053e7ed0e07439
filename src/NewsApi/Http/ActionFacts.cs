using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace NewsApi.Http;

/// <summary>Something that follows from how an action is described, found out when the action is first asked for: to do so for all of them would hold the first answer back.</summary>
/// <param name="descriptions">The actions.</param>
/// <param name="of">What follows from the description of one.</param>
internal sealed class ActionFacts<T>(IApiDescriptionGroupCollectionProvider descriptions, Func<ApiDescription, T> of)
    where T : class?
{
    private readonly Lazy<Dictionary<string, Lazy<T>>> _byAction = new(() =>
        descriptions.ApiDescriptionGroups.Items.SelectMany(group => group.Items).ToDictionary(action => action.ActionDescriptor.Id, action => new Lazy<T>(() => of(action))));

    /// <summary>What follows for an action; null where it is not described.</summary>
    public T? OfOrNull(ActionDescriptor action) => _byAction.Value.GetValueOrDefault(action.Id)?.Value;
}
