namespace NewsApi.Tests.Nodes;

/// <summary>Tests that wait for other processes to notice something run when nothing else of this project does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "Alone";
}
