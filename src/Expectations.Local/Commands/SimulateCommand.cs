using System.CommandLine;
using Expectations.Local.Demo;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>Lives through weeks of virtual time as fast as it goes, and keeps the letters and ledgers.</summary>
static class SimulateCommand
{
    static readonly Option<DirectoryInfo> Out =
        new("--out") { Description = "Folder for ledgers and letters; must be empty or new.", Required = true };
    static readonly Option<DirectoryInfo?> Folder =
        new("--portfolio") { Description = "Folder of project files; the sample where none is named." };
    static readonly Option<DirectoryInfo?> Plans =
        new("--plans") { Description = "Folder of recorded plans of these projects." };
    static readonly Option<FileInfo?> Replay =
        new("--replay") { Description = "One recorded plan, reported weekly, instead of a portfolio." };
    static readonly Option<int?> Weeks =
        new("--weeks") { Description = "Weeks to live through; twelve, or all of a recording." };

    public static Command Create()
    {
        var command = new Command("simulate",
            "Lives through weeks of virtual time as fast as it goes; letters and ledgers are kept.")
        {
            Out, Folder, Plans, Replay, Weeks,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            World(parsed), parsed.GetRequiredValue(Out), cancellation));
        return command;
    }

    static DemoWorld World(ParseResult parsed) =>
        (parsed.GetValue(Replay), parsed.GetValue(Folder), parsed.GetValue(Plans)) switch
        {
            ({ } file, _, _) => DemoWorld.Replay(file.FullName, parsed.GetValue(Weeks)),
            (_, { } folder, { } plans) =>
                DemoWorld.Recorded(PortfolioOption.Projects(folder), plans, parsed.GetValue(Weeks)),
            _ => DemoWorld.Sample(parsed.GetValue(Weeks) ?? 12),
        };

    static async Task<int> RunAsync(DemoWorld world, DirectoryInfo output, CancellationToken cancellation)
    {
        if (output.Exists && output.EnumerateFileSystemInfos().Any())
            return Terminal.Fail($"{output} is not empty; name a new folder.");
        using var logs = Logs.Create();
        await using var parts = await DemoParts
            .BuildAsync(world, output.FullName, new Uri("http://localhost:5080"), logs);
        await parts.RegisterAsync(world.Projects, cancellation);
        await new DemoScreen(parts, AnsiConsole.Console).PlayAsync(world, TimeSpan.Zero, cancellation);
        var letters = Directory.Exists(parts.Letters) ? Directory.GetFiles(parts.Letters, "*.eml").Length : 0;
        Terminal.Say($"{letters} letters in {parts.Letters}; ledgers in {LocalEngine.LedgerFile(output.FullName)}.");
        return 0;
    }
}
