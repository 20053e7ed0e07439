namespace NewsApi.Http;

/// <summary>Who wants to keep the answer to a request; a feature of the request.</summary>
internal interface IAnswerTaker
{
    /// <summary>Called when it is known where the request goes, before anything is read for it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mayBeKept">Whether answers from there may be kept at all.</param>
    void Begin(HttpContext context, bool mayBeKept);

    /// <summary>What the answer that was made shows, for caches in front; null when it may not be kept.</summary>
    IReadOnlyCollection<string>? TopicsOrNull(HttpContext context);

    /// <summary>Called once the answer is made, before it is sent.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">The answer; null when it is none to keep.</param>
    void Take(HttpContext context, FinishedAnswer? answer);
}

/// <summary>Marks an action whose answers depend on more than the store and the request, such as the time: they are made anew each time.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class NeverKeptAttribute : Attribute;
