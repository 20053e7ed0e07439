using Spectre.Console;

namespace NewsApi.Hosting;

/// <summary>Shows how far a long command is, on standard error: bars on a terminal, a line for each part that is done elsewhere.</summary>
internal static class CommandProgress
{
    /// <summary>Shows the progress of some work.</summary>
    /// <param name="work">The work. It tells the name of a part, how much of it is done, and how much it is.</param>
    public static async Task ShowAsync(Func<Action<string, long, long>, Task> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (!console.Profile.Out.IsTerminal)
        {
            await work((part, done, total) =>
            {
                if (done == total)
                {
                    Console.Error.WriteLine($"{part}: {done}");
                }
            });
            return;
        }

        await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async context =>
        {
            var parts = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            await work((part, done, total) =>
            {
                if (!parts.TryGetValue(part, out var bar))
                {
                    parts.Add(part, bar = context.AddTask(part, maxValue: total));
                }

                bar.Value = done;
            });
        });
    }
}
