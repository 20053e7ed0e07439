namespace NewsApi.Editorial;

/// <summary>What of the vocabularies is no editor's to remove.</summary>
public sealed class VocabularyOptions
{
    /// <summary>Section kinds that imports choose among: they are there from every start on.</summary>
    public IReadOnlyCollection<string> KindsOfImports { get; set; } = [];
}
