using System.CommandLine;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Expectations.Integrations.Mail;
using Expectations.Local.Portfolio;
using Expectations.Storage;
using NodaTime.Text;
using Spectre.Console;

namespace Expectations.Local.Commands;

/// <summary>
/// Shows the letters of the coming weeks as they will go if nothing changes, and what will not go and why.
/// </summary>
static class PreviewCommand
{
    static readonly Option<DirectoryInfo> Folder = PortfolioOption.Create();
    static readonly Option<DirectoryInfo?> Plans =
        new("--plans") { Description = "Folder of recorded plans to read in place of Microsoft Graph." };
    static readonly Option<int> Days =
        new("--days") { Description = "Days to look ahead.", DefaultValueFactory = _ => 90 };
    static readonly Option<DirectoryInfo?> Out =
        new("--out") { Description = "Folder the letters are written to as .eml files." };

    static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("ddd dd MMM HH:mm");

    public static Command Create()
    {
        var command = new Command("preview",
            "Shows the letters of the next 90 days: what, to whom, when on their clock; and what will not go.")
        {
            Folder, Plans, Days, Out,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(Folder), parsed.GetValue(Plans), parsed.GetValue(Days), parsed.GetValue(Out),
            cancellation));
        return command;
    }

    static async Task<int> RunAsync(
        DirectoryInfo folder, DirectoryInfo? plans, int days, DirectoryInfo? output, CancellationToken cancellation)
    {
        if (PortfolioOption.Settings(folder) is not { } settings)
            return Terminal.Fail($"{HostSettingsFile.Name} cannot be used; mend what is named above.");
        using var logs = Logs.Create();
        try
        {
            await using var parts = await RealParts.BuildAsync(settings, plans, SystemClock.Instance, logs);
            var now = SystemClock.Instance.GetCurrentInstant();
            var table = new Table().AddColumns("on their clock", "project", "to", "what", "remark");
            foreach (var project in PortfolioOption.Projects(folder))
            {
                var state = await StateAsync(parts, project, now, cancellation);
                foreach (var entry in Preview.Of(state, now, now + Duration.FromDays(days)))
                    await AddAsync(table, entry, project, parts.Press, output, cancellation);
            }
            AnsiConsole.Write(table);
            return 0;
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or LedgerStoreUnusableException)
        {
            return Terminal.Fail(trouble.Message);
        }
    }

    // A project that has not been registered yet is registered in memory only.
    static async Task<LedgerState> StateAsync(
        RealParts parts, ProjectSetup project, Instant now, CancellationToken cancellation)
    {
        var state = await StoredAsync(parts, project.Id, cancellation);
        if (state.Setup is not null)
            return state;
        state = ProjectLedger.Evolve(state, ProjectLedger.Decide(state, new SetupReceived(now, project)).Events);
        foreach (var request in ProjectLedger.Decide(state, new TimeReached(now)).Effects.OfType<ReadPlan>())
        {
            var fact = await parts.Plans.ReadAsync(request, now, cancellation);
            if (fact is PlanReadFailed failed)
                throw new InvalidOperationException($"The plan of {project.Id} cannot be read. {failed.Detail}");
            state = ProjectLedger.Evolve(state, ProjectLedger.Decide(state, fact).Events);
        }
        return state;
    }

    static async Task<LedgerState> StoredAsync(RealParts parts, string project, CancellationToken cancellation)
    {
        var path = LocalEngine.LedgerFile(parts.Settings.DataFolder);
        if (!File.Exists(path))
            return LedgerState.Empty;
        await using var store = await SqliteLedgerStore.OpenAsync(path, cancellation: cancellation);
        return await new LedgerRunner(store, parts.Press, parts.Plans).StateAsync(project, cancellation);
    }

    static async Task AddAsync(
        Table table, PreviewEntry entry, ProjectSetup project, ILetterPress press, DirectoryInfo? output,
        CancellationToken cancellation)
    {
        if (entry is not PlannedLetter { Letter: var letter })
        {
            var what = entry is PlannedHold hold
                ? $"waits for you: {string.Join(", ", hold.Reasons)}"
                : $"does not go: {((PlannedSkip)entry).Reason}";
            table.AddRow(Moment(entry.At, project.TimeZone()), project.Id, "–", "report", what);
            return;
        }
        var frozen = press.Press(letter);
        var remark = letter.NotBefore > letter.WrittenAt ? "after quiet hours or days off" : "";
        table.AddRow(
            Moment(letter.NotBefore, project.TimeZoneOf(letter.To)), project.Id, letter.To.Name.EscapeMarkup(),
            frozen.Subject.EscapeMarkup(), remark);
        if (output is not null)
        {
            output.Create();
            var path = Path.Combine(output.FullName, FolderOutlet.FileName(frozen.MessageId));
            await File.WriteAllBytesAsync(path, frozen.Mime.ToArray(), cancellation);
        }
    }

    static string Moment(Instant at, DateTimeZone zone) => $"{Wall.Format(at.InZone(zone).LocalDateTime)} {zone.Id}";
}
