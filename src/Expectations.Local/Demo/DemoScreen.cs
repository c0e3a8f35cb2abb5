using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using NodaTime.Text;
using Spectre.Console;

namespace Expectations.Local.Demo;

/// <summary>Shows a time-lapse as it passes: a clock, and a line a project.</summary>
sealed class DemoScreen(DemoParts parts, IAnsiConsole console)
{
    static readonly InstantPattern Clock = InstantPattern.CreateWithInvariantCulture("ddd dd MMM yyyy HH:mm 'UTC'");

    readonly Dictionary<string, LedgerState> shown = [];
    LocalDate lastLine = LocalDate.MinIsoValue;

    /// <summary>Lives through the time-lapse.</summary>
    public Task PlayAsync(DemoWorld world, TimeSpan day, CancellationToken cancellation)
    {
        var lapse = new TimeLapse(parts.Engine, parts.Clock);
        var manager = new DemoManager(parts.Engine.Runner, world);
        var client = new DemoClient(parts.Engine.Runner, world);
        async Task PassedAsync(Action show)
        {
            await manager.ReviewAsync(parts.Clock.GetCurrentInstant(), cancellation);
            await client.DecideAsync(parts.Clock.GetCurrentInstant(), cancellation);
            await UpdateAsync(world, show);
        }

        return console.Profile.Capabilities.Interactive
            ? console.Live(Table(world, world.Start)).AutoClear(false).StartAsync(context =>
                lapse.LiveUntilAsync(
                    world.End, day, now => PassedAsync(() => context.UpdateTarget(Table(world, now))), cancellation))
            : lapse.LiveUntilAsync(
                world.End, day, now => PassedAsync(() => WriteLine(world, now)), cancellation);
    }

    async Task UpdateAsync(DemoWorld world, Action show)
    {
        foreach (var project in world.Projects)
            shown[project.Id] = await parts.Engine.Runner.StateAsync(project.Id);
        show();
    }

    Table Table(DemoWorld world, Instant now)
    {
        var share = (now - world.Start) / (world.End - world.Start);
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Clock.Format(now)}[/]  {Bar(share)}");
        table.AddColumns("project", "zone", "last report", "state", "waits for you");
        foreach (var project in world.Projects)
        {
            var state = shown.GetValueOrDefault(project.Id);
            table.AddRow(
                project.Name.EscapeMarkup(), project.Zone, state?.Reports.Last?.Period ?? "–",
                Health(state), state?.Held is { } held ? $"[yellow]report of {held.Period}[/]" : "");
        }
        return table;
    }

    // Where nobody watches live, a line a week tells that it goes on.
    void WriteLine(DemoWorld world, Instant now)
    {
        var today = now.InUtc().Date;
        if (today.DayOfWeek != IsoDayOfWeek.Saturday || today == lastLine)
            return;
        lastLine = today;
        console.WriteLine($"{Clock.Format(now)}  " + string.Join("  ", world.Projects.Select(p =>
            $"{p.Id}: {shown.GetValueOrDefault(p.Id)?.Reports.Last?.Period ?? "no report yet"}")));
    }

    static string Bar(double share)
    {
        const int Width = 30;
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * Width);
        return $"[green]{new string('━', full)}[/][grey]{new string('━', Width - full)}[/]";
    }

    static string Health(LedgerState? state) => state?.Reports.Last is null ? "" : state.Reports.LastHealth switch
    {
        Core.Reports.Health.Green => "[green]on track[/]",
        Core.Reports.Health.Amber => "[yellow]slightly late[/]",
        _ => "[red]late[/]",
    };
}
