using System.CommandLine;
using Expectations.Hosting.Pages;
using Expectations.Local.Demo;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>Plays invented or recorded projects on a virtual clock and shows what their clients get.</summary>
static class DemoCommand
{
    static readonly Option<int?> Weeks =
        new("--weeks") { Description = "Weeks to play; twelve, or all of a recording." };
    static readonly Option<FileInfo?> Replay =
        new("--replay") { Description = "A recorded plan, a snapshot a week, as NDJSON or NDJSON.gz." };
    static readonly Option<int> Port =
        new("--port") { Description = "Port of the pages.", DefaultValueFactory = _ => 5080 };
    static readonly Option<bool> Fast =
        new("--fast") { Description = "Plays as fast as it goes instead of a day every few hundredths of a second." };

    public static Command Create()
    {
        var command = new Command("demo",
            "Plays sample projects through twelve weeks and shows what their clients get (the default).")
        {
            Weeks, Replay, Port, Fast,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(Replay) is { } file
                ? DemoWorld.Replay(file.FullName, parsed.GetValue(Weeks))
                : DemoWorld.Sample(parsed.GetValue(Weeks) ?? 12),
            parsed.GetValue(Port), parsed.GetValue(Fast), cancellation));
        return command;
    }

    public static Task<int> RunDefaultAsync(CancellationToken cancellation) =>
        RunAsync(DemoWorld.Sample(weeks: 12), port: 5080, fast: false, cancellation);

    static async Task<int> RunAsync(DemoWorld world, int port, bool fast, CancellationToken cancellation)
    {
        var url = new Uri($"http://localhost:{port}");
        using var logs = Logs.Create();
        await using var parts = await DemoParts.BuildAsync(world, folder: null, url, logs);
        var settings = new WebSettings { OpenOnThisMachine = true, UnsubscribeKey = parts.UnsubscribeKey };
        await using var site = await LocalSite.StartAsync(
            parts.Engine, settings, parts.Letters, url.AbsoluteUri, logs, cancellation);
        await parts.RegisterAsync(world.Projects, cancellation);
        AnsiConsole.MarkupLine($"Watch the letters arrive at [link]{url}[/]; Ctrl-C ends it.");
        try
        {
            await new DemoScreen(parts, AnsiConsole.Console).PlayAsync(
                world, fast ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50), cancellation);
            AnsiConsole.MarkupLine(
                $"That was {(world.End - world.Start).Days / 7} weeks. Look around at [link]{url}[/], "
                + "and review what waits for you; Ctrl-C ends it.");
            await Together.RunAsync(cancellation, parts.Clock.RunAsync, parts.Engine.Loop.RunAsync);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Ended.");
        }
        return 0;
    }
}
