using System.Collections.Concurrent;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NewsApi.Http.Fields;

namespace NewsApi.Http;

/// <summary>
/// Refuses a request before its action runs: first for the names and spelling of its parameters, then for values and a body that
/// can't be read, then by the FluentValidation validators of its bound arguments. One answer names everything found.
/// </summary>
internal sealed class ValidationFilter(QueryParameters queryParameters, FieldParameters fieldParameters, IServiceProvider services) : IAsyncActionFilter
{
    private readonly ConcurrentDictionary<Type, IValidator?> _validators = new();

    /// <summary>The services of the request, for rules that look into the store. Validators are made once, for all requests.</summary>
    public static IServiceProvider ServicesOf(IValidationContext context) => (IServiceProvider)context.RootContextData[nameof(IServiceProvider)];

    /// <inheritdoc/>
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var errors = queryParameters.Errors(context.ActionDescriptor, context.HttpContext.Request).ToList();
        errors.AddRange(NeedlessEscapes.Errors(context));
        errors.AddRange(ScriptFilter.Errors(context.HttpContext.Request));
        errors.AddRange(fieldParameters.Errors(context.ActionDescriptor, context.HttpContext.Request));
        errors.AddRange(context.ModelState.SelectMany(entry => entry.Value!.Errors.Select(error => new ApiProblemError { Parameter = entry.Key, Detail = error.ErrorMessage })));
        errors.AddRange(JsonBody.Errors(context.HttpContext));

        foreach (var parameter in context.ActionDescriptor.Parameters)
        {
            if (context.ActionArguments.TryGetValue(parameter.Name, out var argument) && argument is not null && ValidatorOrNull(argument.GetType()) is { } validator)
            {
                var validation = new ValidationContext<object>(argument) { RootContextData = { [nameof(IServiceProvider)] = context.HttpContext.RequestServices } };
                var result = await validator.ValidateAsync(validation, context.HttpContext.RequestAborted);
                errors.AddRange(parameter.BindingInfo?.BindingSource == BindingSource.Body
                    ? BodyErrors.Of(result, argument.GetType())
                    : result.Errors.Select(failure => new ApiProblemError { Parameter = ParameterName(failure.PropertyName), Detail = failure.ErrorMessage }));
            }
        }

        if (errors.Count == 0)
        {
            await next();
        }
        else
        {
            // The first thing said of a place is the reason; what follows from it would only confuse.
            context.Result = ApiProblems.Invalid([.. errors.DistinctBy(error => (error.Parameter, error.Pointer)).Take(ApiProblem.MaxErrors)]);
        }
    }

    private IValidator? ValidatorOrNull(Type argument) => _validators.GetOrAdd(argument, type => (IValidator?)services.GetService(typeof(IValidator<>).MakeGenericType(type)));

    /// <summary><c>UpdatedSince</c> → <c>updatedSince</c>, <c>Tag[1]</c> → <c>tag</c>.</summary>
    private static string ParameterName(string property) => char.ToLowerInvariant(property[0]) + property[1..].Split('[')[0];
}
