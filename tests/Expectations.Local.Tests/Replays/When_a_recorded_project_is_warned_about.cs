using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Integrations.Tests.Plans;
using Expectations.Local.Demo;
using Xunit.Abstractions;

namespace Expectations.Local.Tests.Replays;

/// <summary>
/// Real projects week by week: every warning about a release, how many days ahead it came, and whether the release
/// then slipped, told by the product itself and compared with what the file says of the end.
/// </summary>
public sealed class When_a_recorded_project_is_warned_about(ITestOutputHelper output)
{
    [ReplayFact("replay/HYPAT.ndjson.gz")]
    public void HYPAT_is_judged_as_it_ended() => Replay("replay/HYPAT.ndjson.gz", leastTrue: 9, leastFound: 7);

    [ReplayFact("replay/CB.ndjson.gz")]
    [Trait("Speed", "slow")]
    public void CB_is_judged_as_it_ended() => Replay("replay/CB.ndjson.gz", leastTrue: 5, leastFound: 5);

    void Replay(string name, int leastTrue, int leastFound)
    {
        var file = SharedData.Find(name)!;
        var weeks = RecordedWeek.Load(file);
        var world = DemoWorld.Replay(file, weeks: null);
        var setup = world.Projects[0] with { Warnings = new WarningRules() };
        var (state, raised) = Play(setup, weeks);
        var judged = state.Risks.Judged;
        Assert.NotEmpty(judged);
        foreach (var milestone in judged)
        {
            var bucket = state.Agreed.Milestones.First(m => m.Id == milestone.Milestone).Name;
            Assert.Equal(EndedLate(weeks, bucket, milestone.Agreed), milestone.Late);
            Assert.All(milestone.Verdicts, v => Assert.Equal(
                Period.DaysBetween(raised[v.Warning].At.InUtc().Date, milestone.Agreed), v.DaysAhead));
            foreach (var verdict in milestone.Verdicts)
                output.WriteLine($"{bucket}, agreed {milestone.Agreed:uuuu-MM-dd}, {(milestone.Late ? "late" : "in time")}: "
                    + $"{verdict.Signal} {verdict.DaysAhead} days ahead, {verdict.Outcome}");
        }
        var record = TrackRecord.Of(state);
        output.WriteLine($"{raised.Count} warnings in {weeks.Count} weeks. {record}");
        // At most one in ten was a false alarm, and at least half of what was late was warned of.
        Assert.InRange(record.CameTrue, leastTrue, record.Judged);
        Assert.InRange(record.LateAndWarned, leastFound, record.Late);
        Assert.InRange(record.Judged - record.CameTrue, 0, record.Judged / 10);
    }

    static (LedgerState State, Dictionary<string, WarningRaised> Raised) Play(ProjectSetup setup, List<RecordedWeek> weeks)
    {
        var raised = new Dictionary<string, WarningRaised>(StringComparer.Ordinal);
        var state = LedgerState.Empty;
        Decide(new SetupReceived(Noon(weeks[0]), setup));
        foreach (var week in weeks)
            Decide(new PlanRead(Noon(week), Plan(week)));
        return (state, raised);

        void Decide(Fact fact)
        {
            var decision = ProjectLedger.Decide(state, fact);
            state = ProjectLedger.Evolve(state, decision.Events);
            foreach (var warning in decision.Events.OfType<WarningRaised>())
                raised.Add(warning.Warning, warning);
        }
    }

    static PlanSnapshot Plan(RecordedWeek week) => new()
    {
        Title = "Replay",
        Buckets = [.. week.Buckets.Select(b => new PlanBucket(b.Id, b.Name))],
        Tasks = [.. week.Tasks.Values.Select(t => new PlanTask
        {
            Id = t.Id, Title = t.Id, Bucket = t.Bucket, Percent = t.Percent, Due = t.Due, Done = t.DoneOn,
        })],
    };

    /// <summary>Whether a bucket was not wholly done by a date, told by the first week that could know.</summary>
    static bool EndedLate(List<RecordedWeek> weeks, string bucket, LocalDate agreed)
    {
        // Before a task of it had a date it was no milestone.
        foreach (var week in weeks.SkipWhile(w => w.LastDue(bucket) is null))
        {
            var tasks = week.InBucket(bucket);
            if (tasks.Count > 0 && tasks.All(t => t.IsDone))
                return tasks.Max(t => t.DoneOn) > agreed;
            if (week.AsOf > agreed)
                return true;
        }
        return false;
    }

    static Instant Noon(RecordedWeek week) => week.AsOf.At(new LocalTime(12, 0)).InUtc().ToInstant();
}
