using System.CommandLine;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;
using Expectations.Integrations.Webhooks.Outgoing;
using Expectations.Local.Portfolio;
using NodaTime.Text;

namespace Expectations.Local.Commands;

/// <summary>Runs a portfolio for real, on the machine's clock.</summary>
static class ServeCommand
{
    static readonly Option<DirectoryInfo> Folder = PortfolioOption.Create();
    static readonly Option<DirectoryInfo?> Plans = new("--plans")
    {
        Description = "Folder of recorded plans to read in place of Microsoft Graph, for trying out.",
    };

    static readonly Option<string> Listen =
        new("--listen") { Description = "Where the pages listen.", DefaultValueFactory = _ => "http://localhost:5080" };

    public static Command Create()
    {
        var command = new Command("serve",
            "Runs a portfolio for real, until it is ended. What it had decided survives.") { Folder, Plans, Listen };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(Folder), parsed.GetValue(Plans), parsed.GetRequiredValue(Listen), cancellation));
        return command;
    }

    static async Task<int> RunAsync(DirectoryInfo folder, DirectoryInfo? plans, string listen,
        CancellationToken cancellation)
    {
        if (PortfolioOption.Settings(folder) is not { } settings)
            return Terminal.Fail($"{HostSettingsFile.Name} cannot be used; mend what is named above and start again.");
        using var logs = Logs.Create(LogLevel.Information);
        try
        {
            await using var parts = await RealParts.BuildAsync(settings, plans, SystemClock.Instance, logs);
            await using var engine = await LocalEngine.OpenAsync(
                settings.DataFolder, parts.Plans, parts.Press, parts.Outlet(SystemClock.Instance), SystemClock.Instance,
                logs, settings.Outgoing?.ToSettings());
            await ServeAsync(engine, parts, folder, listen, logs, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ended while it was starting.
        }
        catch (Exception trouble) when (
            trouble is InvalidOperationException or LedgerStoreUnusableException or IOException)
        {
            return Terminal.Fail(trouble.Message);
        }
        Terminal.Say("Ended. Nothing is lost; start again whenever you like.");
        return 0;
    }

    static async Task ServeAsync(
        LocalEngine engine, RealParts parts, DirectoryInfo folder, string listen, ILoggerFactory logs,
        CancellationToken cancellation)
    {
        var settings = new WebSettings
        {
            OperatorKey = parts.Settings.OperatorKeyFrom?.Reveal(),
            OpenOnThisMachine = parts.Settings.OperatorKeyFrom is null,
            UnsubscribeKey = parts.UnsubscribeKey,
            Webhooks = parts.Settings.ToWebhooks(),
        };
        var letters = parts.Settings.Outlet.Folder?.Path ?? Path.Combine(parts.Settings.DataFolder, "letters");
        await using var site = await LocalSite.StartAsync(engine, settings, letters, listen, logs, cancellation);
        await RegisterAsync(engine, folder, cancellation);
        Terminal.Say($"Serving {folder} at {listen}; Ctrl-C ends it.");
        await Together.RunAsync(
            cancellation, engine.Loop.RunAsync, token => TellAsync(engine, parts, logs, token));
    }

    static async Task TellAsync(
        LocalEngine engine, RealParts parts, ILoggerFactory logs, CancellationToken cancellation)
    {
        if (parts.Settings.Outgoing is not { } settings)
            return;
        using var outgoing = new OutgoingWebhooks(
            settings.ToSettings(), engine.Store, engine.Notes, engine.Clock,
            logs.CreateLogger<OutgoingWebhooks>());
        await new OutgoingLoop(outgoing, logs.CreateLogger<OutgoingLoop>()).RunAsync(cancellation);
    }

    static async Task RegisterAsync(LocalEngine engine, DirectoryInfo folder, CancellationToken cancellation)
    {
        foreach (var project in PortfolioOption.Projects(folder))
        {
            if (await engine.RegisterAsync(project, cancellation) is { } refusal)
                Terminal.Fail($"{project.Id}: {refusal}");
            var due = Core.ProjectLedger.NextDueAt(await engine.Runner.StateAsync(project.Id, cancellation));
            Terminal.Say(
                $"{project.Id}: next at {(due is { } at ? InstantPattern.General.Format(at) : "nothing planned")}");
        }
    }
}
