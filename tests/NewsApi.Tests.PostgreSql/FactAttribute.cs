using System.Runtime.CompilerServices;

namespace NewsApi.Tests;

/// <summary>A test that is skipped, with the reason shown, where no PostgreSQL server can be had. Nearer than xunit's, it is meant by every <c>[Fact]</c> here.</summary>
public sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = PostgreSqlServer.Missing;
}

/// <inheritdoc cref="FactAttribute"/>
public sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = PostgreSqlServer.Missing;
}
