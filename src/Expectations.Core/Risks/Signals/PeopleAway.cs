using Expectations.Core.Calendars;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Risks.Signals;

/// <summary>Those who carry the open work of a milestone are away in the last weeks before its date.</summary>
/// <remarks>
/// Plain arithmetic, no study: each open task is shared among its assignees, and the share of someone's working
/// days until the date that fall into an absence is taken from it. Strength in percent of the open work. Absences
/// name mailboxes and tasks name people; they belong together where the name equals the mailbox or the part of it
/// before the @, dots, hyphens and underscores read as blanks.
/// </remarks>
static class PeopleAway
{
    /// <summary>Working days ahead that count; absences further off can still be planned around.</summary>
    const int DaysAhead = 20;

    static readonly SignalLevels Levels = new(Raise: 25, Clear: 15);

    internal static IEnumerable<SignalReading> Read(
        LedgerState state, ImmutableArray<MilestoneLine> ahead, LocalDate today)
    {
        var calendar = state.Setup!.Calendar;
        foreach (var line in ahead.Where(line => line.Agreed > today && !state.Plan.Absences.IsEmpty))
        {
            var days = calendar.WorkingDaysBetween(today, line.Agreed);
            if (days is 0 or > DaysAhead)
                continue;
            var milestone = state.Agreed.Milestones.First(m => m.Id == line.Id);
            var loads = Loads(MilestoneLines.TasksOf(state, milestone));
            var lost = loads.ToDictionary(
                load => load.Who, load => load.Share * DaysOff(state, load.Who, today, line.Agreed) / days,
                StringComparer.Ordinal);
            var percent = (int)Math.Round(100 * lost.Values.Sum());
            yield return new SignalReading(Signal.PeopleAway, line.Id, percent, Levels, SignalReading.Figures(
                ("percent", percent),
                ("people", string.Join(", ", lost.Where(l => l.Value > 0).Select(l => l.Key)))));
        }
    }

    static IEnumerable<(string Who, double Share)> Loads(IReadOnlyCollection<PlanTask> tasks)
    {
        PlanTask[] open = [.. tasks.Where(t => !t.IsDone && !t.Assignees.IsEmpty)];
        return open.SelectMany(t => t.Assignees.Select(who => (Who: who, Share: 1.0 / t.Assignees.Length)))
            .GroupBy(load => load.Who, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(load => load.Share) / open.Length));
    }

    static int DaysOff(LedgerState state, string who, LocalDate today, LocalDate until)
    {
        Absence[] own = [.. state.Plan.Absences.Where(a => IsOf(a, who))];
        var off = 0;
        for (var day = today.PlusDays(1); day <= until; day = day.PlusDays(1))
            if (state.Setup!.Calendar.IsWorkingDay(day) && own.Any(a => a.From <= day && day <= a.Until))
                off++;
        return off;
    }

    static bool IsOf(Absence absence, string who) =>
        string.Equals(absence.Who, who, StringComparison.OrdinalIgnoreCase)
        || string.Equals(NameIn(absence.Who), who, StringComparison.OrdinalIgnoreCase);

    static string NameIn(string mailbox) =>
        mailbox.Split('@')[0].Replace('.', ' ').Replace('-', ' ').Replace('_', ' ');
}
