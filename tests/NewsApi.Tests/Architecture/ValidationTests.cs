using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace NewsApi.Tests.Architecture;

public sealed class ValidationTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Fact]
    public void Every_bound_request_has_a_validator()
    {
        using var scope = app.Services.CreateScope();
        var requests = typeof(NewsApi.Articles.ArticlesController).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ControllerBase)))
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(HttpGetAttribute), inherit: true)))
            .SelectMany(method => method.GetParameters())
            .Where(parameter => parameter.IsDefined(typeof(FromQueryAttribute), inherit: true) || parameter.IsDefined(typeof(FromBodyAttribute), inherit: true))
            .Select(parameter => parameter.ParameterType)
            .Distinct()
            .ToList();

        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.NotNull(scope.ServiceProvider.GetService(typeof(IValidator<>).MakeGenericType(request))));
    }

    [Fact]
    public void Every_action_has_a_name_that_the_document_and_clients_know_it_by()
    {
        var actions = app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items.SelectMany(group => group.Items).ToList();

        Assert.All(actions, action => Assert.False(string.IsNullOrEmpty(action.ActionDescriptor.AttributeRouteInfo!.Name), action.RelativePath));
        Assert.Equal(actions.Count, actions.Select(action => action.ActionDescriptor.AttributeRouteInfo!.Name).Distinct().Count());
        Assert.All(actions, action => Assert.True(((ControllerActionDescriptor)action.ActionDescriptor).ControllerTypeInfo.IsSealed));
    }
}
