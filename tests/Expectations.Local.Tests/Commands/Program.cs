using System.Diagnostics;

namespace Expectations.Local.Tests.Commands;

/// <summary>The program as a person starts it: a process of its own.</summary>
static class Program
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts a command that goes on until it is ended.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalEngine).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Waits until a started program says something.</summary>
    public static async Task UntilItSaysAsync(Process process, string words)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            if (line.Contains(words, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException($"The program ended without saying “{words}”.");
    }

    /// <summary>Ends it as Ctrl-C and a service manager do, and waits.</summary>
    /// <remarks>The terminal's own signal is ignored by whatever was started in the background, as tests may be.</remarks>
    public static async Task<int> EndAsync(Process process, TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(patience);
        return process.ExitCode;
    }
}
