using Expectations.Core.Calendars;
using Expectations.Core.Plans;
using Expectations.Core.Priorities;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Risks.Signals;

namespace Expectations.Core.Forecasts;

/// <summary>All a forecast of a project's dates is made of.</summary>
public sealed record Outlook
{
    const int WeeksAhead = 12;
    const int WorkingDaysAWeek = 5;

    /// <summary>Identity of the project.</summary>
    public required string Project { get; init; }

    /// <summary>The day the forecast is made, in the project's zone.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Finished weeks of work, oldest first, empty ones included.</summary>
    public required ImmutableArray<WorkWeek> Weeks { get; init; }

    /// <summary>Days late of finished tasks that had a due date; negative is early.</summary>
    public required ImmutableArray<int> Delays { get; init; }

    /// <summary>People who work on it, 1 at least.</summary>
    public required int People { get; init; }

    /// <summary>Working days of all of them together in each coming week, days off and absences taken off.</summary>
    public required ImmutableArray<double> PersonDaysAhead { get; init; }

    /// <summary>Milestones that are not reached, in the order of the baseline.</summary>
    public required ImmutableArray<WorkAhead> Milestones { get; init; }

    /// <summary>What may be left out, most wanted first, with the tasks it is estimated to take.</summary>
    public required ImmutableArray<ScopePart> Parts { get; init; }

    /// <summary>How the work of a project stands.</summary>
    /// <param name="state">The project.</param>
    /// <param name="at">The present.</param>
    /// <returns>None where the plan has not been read, or nothing is registered.</returns>
    public static Outlook? Of(LedgerState state, Instant at)
    {
        if (state is not { Setup: { } setup, Plan.AsOf: not null })
            return null;
        var today = setup.Day(at);
        var people = PeopleOf(state);
        return new Outlook
        {
            Project = setup.Id,
            On = today,
            Weeks = [.. WeeksBefore(state.Forecasts?.Weeks ?? [], ForecastFolding.MondayOf(today))],
            Delays = [.. DelaysOf(state).Select(d => d.DaysLate)],
            People = people,
            PersonDaysAhead = [.. Enumerable.Range(0, WeeksAhead).Select(w => PersonDays(state, people, today, w))],
            Milestones = [.. WorkAhead.Of(state, today)],
            Parts = ScopePart.Of(state),
        };
    }

    /// <summary>How the work of a project stands once a fact is known, where that fact asks for a forecast.</summary>
    /// <returns>
    /// None where the fact tells nothing of the plan or is not believed, the project is paused or its dates are not
    /// forecast.
    /// </returns>
    public static Outlook? Of(LedgerState state, Fact fact) => Foresight.Of(state, fact)?.Dates;

    /// <summary>Finished tasks that had a due date, oldest first: when, and how many days late.</summary>
    public static IEnumerable<(LocalDate On, int DaysLate)> DelaysOf(LedgerState state) =>
        state.Plan.Tasks.Values.Where(t => t is { IsDone: true, Done: not null, Due: not null })
            .OrderBy(t => t.Done).Select(t => (t.Done!.Value, Period.DaysBetween(t.Due!.Value, t.Done!.Value)));

    /// <summary>Weeks of work up to the newest noted, with those in which nothing happened.</summary>
    public static IEnumerable<WorkWeek> WithEmptyWeeks(ImmutableArray<WorkWeek> noted) =>
        noted is [.., var last] ? WeeksBefore(noted, last.Monday.PlusWeeks(1)) : [];

    /// <summary>Working days of one week of one person.</summary>
    public double PersonDaysAWeek => WorkingDaysAWeek * People;

    /// <summary>Working days of one week of all people of a project.</summary>
    public static double PersonDaysAWeekOf(LedgerState state) => WorkingDaysAWeek * PeopleOf(state);

    /// <summary>Capacity until a day as a share of what was there before; 1 means as before.</summary>
    public double CapacityUntil(LocalDate day)
    {
        var weeks = Math.Max(1, (Period.DaysBetween(On, day) + 6) / 7);
        var ahead = Enumerable.Range(0, weeks)
            .Sum(w => w < PersonDaysAhead.Length ? PersonDaysAhead[w] : PersonDaysAWeek);
        return Math.Clamp(ahead / (weeks * PersonDaysAWeek), 0.05, 1);
    }

    static int PeopleOf(LedgerState state) => Math.Max(1, state.Setup?.Plan.TeamMailboxes is { Length: > 0 } team
        ? team.Length
        : state.Plan.Tasks.Values.SelectMany(t => t.Assignees).Distinct(StringComparer.Ordinal).Count());

    static IEnumerable<WorkWeek> WeeksBefore(ImmutableArray<WorkWeek> noted, LocalDate end)
    {
        var known = noted.ToDictionary(w => w.Monday);
        for (var monday = noted is [var first, ..] ? first.Monday : end; monday < end; monday = monday.PlusWeeks(1))
            yield return known.GetValueOrDefault(monday) ?? new WorkWeek(monday, 0, 0);
    }

    static double PersonDays(LedgerState state, int people, LocalDate today, int week)
    {
        var calendar = state.Setup!.Calendar;
        LocalDate[] days =
        [
            .. Enumerable.Range(7 * week, 7).Select(d => today.PlusDays(d)).Where(calendar.IsWorkingDay),
        ];
        var away = days.Sum(day => state.Plan.Absences
            .Where(a => a.From <= day && day <= a.Until).Select(a => a.Who).Distinct(StringComparer.Ordinal).Count());
        var met = MeetingLoad.DaysTooMany(state, ForecastFolding.MondayOf(today.PlusDays(7 * week)));
        return Math.Max(0, people * days.Length - away - met);
    }
}

/// <summary>The work ahead of one milestone.</summary>
public sealed record WorkAhead
{
    /// <summary>The milestone with its agreed date.</summary>
    public required Milestone Milestone { get; init; }

    /// <summary>Day work on it began.</summary>
    public required LocalDate StartedOn { get; init; }

    /// <summary>Date the plan gives now; none where it gives none.</summary>
    public LocalDate? Announced { get; init; }

    /// <summary>Its tasks in all.</summary>
    public int InAll { get; init; }

    /// <summary>Open tasks to be done until it: its own, and those of milestones agreed for before it.</summary>
    public int TasksLeft { get; init; }

    /// <summary>Due dates of its open tasks.</summary>
    public ImmutableArray<LocalDate> Due { get; init; } = [];

    /// <summary>Whether a change is wanted, should its agreed date still be unlikely.</summary>
    public bool WantsChange { get; init; }

    internal static IEnumerable<WorkAhead> Of(LedgerState state, LocalDate today)
    {
        var open = state.Agreed.Milestones.ToDictionary(
            m => m.Id, m => MilestoneLines.TasksOf(state, m).Where(t => !t.IsDone).ToList(), StringComparer.Ordinal);
        foreach (var line in MilestoneLines.Of(state, today).Where(l => l.Reached is null))
        {
            var milestone = state.Agreed.Milestones.First(m => m.Id == line.Id);
            var own = open[line.Id];
            yield return new WorkAhead
            {
                Milestone = milestone,
                StartedOn = LocalDate.Min(today, state.Forecasts?.Milestones.GetValueOrDefault(line.Id)?.StartedOn
                    ?? state.Setup!.Day(state.RegisteredAt)),
                Announced = line.Now,
                InAll = line.InAll,
                TasksLeft = own.Concat(state.Agreed.Milestones.Where(m => m.Date < milestone.Date)
                    .SelectMany(m => open[m.Id])).DistinctBy(t => t.Id, StringComparer.Ordinal).Count(),
                Due = [.. own.Select(t => t.Due).OfType<LocalDate>()],
                WantsChange = ForecastDecider.WantsChange(state, line.Id, today),
            };
        }
    }
}

/// <summary>A part of the scope that may be left out.</summary>
/// <param name="Requirement">Identity of the requirement.</param>
/// <param name="Rank">1 is wanted most.</param>
/// <param name="EffortShare">Its effort as a share of that of all requirements, between 0 and 1.</param>
public sealed record ScopePart(string Requirement, int Rank, double EffortShare)
{
    internal static ImmutableArray<ScopePart> Of(LedgerState state)
    {
        double inAll = state.Agreed.Requirements.Sum(r => r.Effort);
        return
        [
            .. PriorityRanking.Of(state).Index().Where(r => r.Item.Requirement.Class != Moscow.Must)
                .Select(r => new ScopePart(r.Item.Requirement.Id, r.Index + 1, r.Item.Requirement.Effort / inAll)),
        ];
    }
}
