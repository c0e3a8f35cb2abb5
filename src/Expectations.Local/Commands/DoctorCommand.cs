using System.CommandLine;
using Expectations.Integrations.Plans;
using Expectations.Local.Portfolio;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>Checks credentials and consent, and says how to mend what is missing.</summary>
static class DoctorCommand
{
    static readonly Option<DirectoryInfo> Folder = PortfolioOption.Create();

    public static Command Create()
    {
        var command = new Command("doctor",
            "Checks files, credentials and consent, and says how to mend what is missing.") { Folder };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Folder), cancellation));
        return command;
    }

    static async Task<int> RunAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        if (PortfolioOption.Settings(folder) is not { } settings)
            return Terminal.Fail($"{HostSettingsFile.Name} cannot be used; mend what is named above.");
        if (settings.Graph is null)
            return Terminal.Fail(
                "portfolio.yaml has no 'graph' section, so plans cannot be read. "
                + "Add tenantId, clientId and secretFrom.");
        var doctor = new GraphDoctor(RealParts.GraphOptionsOf(settings));
        var sound = true;
        foreach (var project in PortfolioOption.Projects(folder))
        {
            Terminal.Say($"{project.Id}:");
            if (project.Plan.PlanId is null)
            {
                Terminal.Say("  PM tools keep its plan; see 'webhooks doctor'.");
                continue;
            }
            var checks = await doctor.ExamineAsync(
                project.Plan, project.Zone, SystemClock.Instance.GetCurrentInstant(), settings.Outlet.Graph is not null,
                cancellation);
            foreach (var check in checks)
                Tell(check);
            sound &= checks.All(check => check.Outcome != CheckOutcome.Failed);
        }
        return sound ? 0 : 1;
    }

    static void Tell(DoctorCheck check)
    {
        var mark = check.Outcome switch
        {
            CheckOutcome.Ok => "[green]ok[/]",
            CheckOutcome.Failed => "[red]missing[/]",
            _ => "[yellow]unknown[/]",
        };
        AnsiConsole.MarkupLine($"  {mark} {check.Name.EscapeMarkup()}: {check.Found.EscapeMarkup()}");
        foreach (var (step, number) in check.Steps.Select((step, i) => (step, i + 1)))
            AnsiConsole.MarkupLine($"      {number}. {step.EscapeMarkup()}");
    }
}
