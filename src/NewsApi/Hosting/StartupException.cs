namespace NewsApi.Hosting;

/// <summary>A reason not to start that the operator can mend. Its message is the one line the operator sees.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
