namespace NewsApi.Tests.Nodes;

/// <summary>One of several nodes on a cluster. It reads from the standby.</summary>
public sealed class NodeApp(PostgreSqlCluster cluster) : NewsApiApp(TestStore.At(cluster.Both))
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Database:ReadFrom"] = "Standby" };
}
