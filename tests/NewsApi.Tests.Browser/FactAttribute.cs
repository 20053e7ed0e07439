using System.Runtime.CompilerServices;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>A test that is skipped, with the reason shown, where there is no browser. Nearer than xunit's, it is meant by every <c>[Fact]</c> here.</summary>
public sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Chromium.Missing;
}

/// <inheritdoc cref="FactAttribute"/>
public sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Chromium.Missing;
}
