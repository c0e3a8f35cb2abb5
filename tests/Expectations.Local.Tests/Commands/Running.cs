using System.Diagnostics;
using System.Text;

namespace Expectations.Local.Tests.Commands;

/// <summary>A started program; it does not outlive the test, however that ends.</summary>
sealed class Running(Process process) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until it says something.</summary>
    /// <returns>All it said until then.</returns>
    public async Task<string> UntilItSaysAsync(string words)
    {
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            if (said.AppendLine(line) is var all && line.Contains(words, StringComparison.Ordinal))
                return all.ToString();
        throw new InvalidOperationException($"The program ended without saying “{words}”.");
    }

    /// <summary>Ends it by a signal, INT as Ctrl-C and TERM as a service manager do.</summary>
    /// <returns>Its exit code, and what else it said.</returns>
    public async Task<(int Code, string Output)> EndAsync(string signal, TimeSpan patience)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(patience);
        return (process.ExitCode, await process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
