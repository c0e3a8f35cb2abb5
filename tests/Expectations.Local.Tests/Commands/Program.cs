using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

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
        // What runs in the background, as tests may, ignores Ctrl-C, and so would whatever it starts.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", typeof(LocalEngine).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>An address of this machine nobody listens at.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    /// <summary>Waits until a started program says something.</summary>
    /// <returns>All it said until then.</returns>
    public static async Task<string> UntilItSaysAsync(Process process, string words)
    {
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            if (said.AppendLine(line) is var all && line.Contains(words, StringComparison.Ordinal))
                return all.ToString();
        throw new InvalidOperationException($"The program ended without saying “{words}”.");
    }

    /// <summary>Ends it by a signal, INT as Ctrl-C and TERM as a service manager do, and waits.</summary>
    public static async Task<int> EndAsync(Process process, string signal, TimeSpan patience)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(patience);
        return process.ExitCode;
    }
}
