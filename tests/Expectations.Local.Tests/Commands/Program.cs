using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Expectations.Local.Tests.Commands;

/// <summary>The program as a person starts it: a process of its own.</summary>
static class Program
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts a command that goes on until it is ended.</summary>
    public static Running Start(params string[] arguments) => new(Launch(arguments));

    /// <summary>An address of this machine nobody listens at.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    static Process Launch(string[] arguments)
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
}
