using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_warnings_are_judged
{
    const int LaunchDay = 59;

    static PlanTask Done(int day) => A.Task("t1", A.Launch, 100) with { Done = new LocalDate(2026, 9, 1).PlusDays(day) };

    static WarningVerdict Verdict(Decision decision) => Assert.Single(decision.Only<MilestoneJudged>().Verdicts);

    [Fact]
    public void One_that_came_true_says_how_many_days_ahead()
    {
        var story = Warned.Late();
        Assert.Equal((Outcome.CameTrue, LaunchDay - 1), Told(Verdict(story.Read(LaunchDay + 14, Done(LaunchDay + 14)))));
        Assert.Equal(new TrackRecord(1, 1, 0, 1, 1, LaunchDay - 1), TrackRecord.Of(story.State));
    }

    [Fact]
    public void A_date_that_is_over_is_judged_without_waiting_for_the_work()
    {
        var story = Warned.Late();
        Assert.True(story.Read(LaunchDay + 1, A.Task("t1", A.Launch.PlusDays(14))).Only<MilestoneJudged>().Late);
        Assert.Empty(story.Read(LaunchDay + 14, Done(LaunchDay + 14)).Events.OfType<MilestoneJudged>());
    }

    [Fact]
    public void One_that_stood_to_the_end_of_a_milestone_in_time_was_a_false_alarm() =>
        Assert.Equal(Outcome.FalseAlarm, Verdict(Warned.Late().Read(LaunchDay - 5, Done(LaunchDay - 5))).Outcome);

    [Fact]
    public void One_that_ended_before_was_averted()
    {
        var story = Warned.Late();
        story.Read(5, A.Task("t1", A.Launch));
        story.Read(6, A.Task("t1", A.Launch));
        Assert.Equal(Outcome.Averted, Verdict(story.Read(LaunchDay - 5, Done(LaunchDay - 5))).Outcome);
    }

    [Fact]
    public void One_that_came_with_the_date_was_too_late()
    {
        var story = Story.Of(Warned.Project, A.Task("t1", A.Launch));
        story.Read(LaunchDay, A.Task("t1", A.Launch.PlusDays(14)));
        var record = Verdict(story.Read(LaunchDay + 3, A.Task("t1", A.Launch.PlusDays(14))));
        Assert.Equal((Outcome.TooLate, 0), Told(record));
        Assert.Equal((1, 0), (TrackRecord.Of(story.State).Late, TrackRecord.Of(story.State).LateAndWarned));
    }

    [Fact]
    public void A_late_milestone_nobody_warned_of_counts_as_well()
    {
        var story = Story.Of(Warned.Project, A.Task("t1", A.Launch));
        Assert.Empty(story.Read(LaunchDay + 1, A.Task("t1", A.Launch)).Events.OfType<MilestoneJudged>().Single().Verdicts);
    }

    [Fact]
    public void What_had_ended_before_anyone_watched_is_not_judged()
    {
        var old = new Milestone { Id = "old", Name = "Kick-off", Date = new LocalDate(2026, 8, 3), Bucket = "Build" };
        var setup = Warned.Project with { Baseline = A.Project.Baseline with { Milestones = [old, A.Project.Baseline.Milestones[0]] } };
        Assert.Empty(Story.Of(setup, A.Task("b", old.Date, bucket: "b1"), A.Task("t1", A.Launch)).Ledger.OfType<MilestoneJudged>());
    }

    [Fact]
    public void One_that_led_to_a_later_date_came_true_even_if_that_date_holds()
    {
        var story = Warned.Late(setup: A.AskingProject with
        {
            Warnings = new WarningRules(),
            Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false },
        });
        story.When(new ChangeReceived(Warned.Day(2), A.Later(8), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Warned.Day(2)));
        Assert.Equal(A.Launch.PlusDays(8), story.State.Agreed.Milestones[0].Date);
        Assert.Equal((Outcome.CameTrue, LaunchDay - 1), Told(Verdict(story.Read(LaunchDay + 5, Done(LaunchDay + 5)))));
    }

    static (Outcome, int) Told(WarningVerdict verdict) => (verdict.Outcome, verdict.DaysAhead);
}
