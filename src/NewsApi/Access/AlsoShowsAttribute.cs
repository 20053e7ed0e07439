namespace NewsApi.Access;

/// <summary>
/// For everybody, and shows more to callers with a scope. It changes nothing: what is shown is decided where it is read. It says so
/// in the contract, by which tools know to send a key that they have.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlsoShowsAttribute(string scope, string what) : Attribute
{
    /// <summary>The scope; one of <see cref="Scopes"/>.</summary>
    public string Scope { get; } = scope;

    /// <summary>What callers without the scope do not see, as an end of "a key also shows …".</summary>
    public string What { get; } = what;
}
