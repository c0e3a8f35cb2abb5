using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>What commands say on the terminal.</summary>
static class Terminal
{
    /// <summary>Says what went wrong and what to do.</summary>
    /// <returns>The exit code that tells so.</returns>
    public static int Fail(string what)
    {
        AnsiConsole.MarkupLine($"[red]{what.EscapeMarkup()}[/]");
        return 1;
    }

    /// <summary>Says something that is not wrong.</summary>
    public static void Say(string what) => AnsiConsole.WriteLine(what);
}
