using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Reports;

public sealed class When_a_report_falls_due
{
    static readonly PlanTask Open = A.Task("open", A.Launch);

    [Fact]
    public void It_asks_for_the_plan_and_records_nothing_until_the_plan_is_known()
    {
        var story = Story.Of(A.Project, Open);
        var decision = story.When(new TimeReached(A.FirstReport));
        Assert.IsType<ReadPlan>(Assert.Single(decision.Effects));
        Assert.Empty(decision.Events);
        Assert.Equal(A.FirstReport, ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void It_writes_to_every_decider_and_reader_and_to_nobody_else()
    {
        var decision = Story.Of(A.Project, Open).WhenTimeReaches(A.FirstReport, Open);
        Assert.Equal(["hugh", "mei"], decision.Letters().Select(l => l.To.Id));
        Assert.Equal(["report/2026-09-04/hugh/0", "report/2026-09-04/mei/0"], decision.Letters().Select(l => l.Key.ToString()));
        Assert.Equal(["hugh", "mei"], decision.Only<ReportIssued>().To.ToArray());
    }

    [Fact]
    public void It_wakes_again_a_week_later_across_the_end_of_summer_time()
    {
        var story = Story.Of(A.Project, Open);
        for (var week = 1; week <= 9; week++)
            story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value, Open, A.Task($"t{week}", A.Launch));
        Assert.Equal(Instant.FromUtc(2026, 11, 6, 9, 0), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void A_second_wake_up_at_the_same_moment_decides_nothing()
    {
        var story = Story.Of(A.Project, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        Assert.Equal(Decision.Nothing.Events, story.WhenTimeReaches(A.FirstReport, Open).Events);
        Assert.Empty(story.WhenTimeReaches(A.FirstReport + Duration.FromHours(1), Open).Effects);
    }

    [Fact]
    public void Fault_5_a_clock_set_back_sends_nothing_again()
    {
        var story = Story.Of(A.Project, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        var decision = story.WhenTimeReaches(A.FirstReport - Duration.FromHours(3), Open);
        Assert.Empty(decision.Events);
        Assert.Empty(decision.Effects);
    }

    [Fact]
    public void Fault_7_after_three_weeks_down_one_report_stands_for_all()
    {
        var story = Story.Of(A.Project, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        var decision = story.WhenTimeReaches(A.Report(4) + Duration.FromHours(5), A.Task("open", A.Launch, 50));
        Assert.Equal("2026-09-25", decision.Only<ReportIssued>().Period);
        Assert.Equal(2, decision.Report().MissedReports);
        Assert.Equal(new LocalDate(2026, 9, 4), decision.Report().From);
        Assert.Equal(A.Report(5), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void It_tells_what_is_done_next_overdue_and_waiting()
    {
        PlanTask[] plan =
        [
            A.Task("done", A.Launch, 100), A.Task("next", new LocalDate(2026, 9, 9)), A.Task("far", A.Launch),
            A.Task("late", new LocalDate(2026, 9, 2)), A.Task("yours", A.Launch, 0, "b2", "category5"),
            A.Task("secret", new LocalDate(2026, 9, 9), 10, "b2", "category6"),
        ];
        var report = Story.Of(A.Project, A.Task("done", A.Launch)).WhenTimeReaches(A.FirstReport, plan).Report();
        Assert.Equal(["done"], report.Done.Shown.Select(t => t.Id));
        Assert.Equal(["next"], report.Next.Shown.Select(t => t.Id));
        Assert.Equal(["late"], report.Overdue.Shown.Select(t => t.Id));
        Assert.Equal(["yours"], report.WaitingOnYou.Shown.Select(t => t.Id));
        Assert.Equal(new BurnUpPoint(new LocalDate(2026, 9, 4), 5, 1), report.BurnUp[^1]);
    }

    [Fact]
    public void It_tells_what_moved_since_the_last_report_once()
    {
        var story = Story.Of(A.Project, A.Task("a", A.Launch), A.Task("gone", A.Launch), A.Task("back", A.Launch, 100));
        story.WhenTimeReaches(A.FirstReport, A.Task("a", A.Launch), A.Task("gone", A.Launch), A.Task("back", A.Launch, 100));
        PlanTask[] moved = [A.Task("a", A.Launch.PlusDays(2)), A.Task("back", A.Launch, 50), A.Task("new", A.Launch)];
        var report = story.WhenTimeReaches(A.Report(2), moved).Report();
        Assert.Equal(
            [(MoveKind.Later, "a"), (MoveKind.Reopened, "back"), (MoveKind.Added, "new"), (MoveKind.Removed, "gone")],
            report.Moves.Select(m => (m.Kind, m.TaskId)));
        Assert.Equal(A.Launch, report.Moves[0].From);
        Assert.Empty(story.WhenTimeReaches(A.Report(3), [.. moved, A.Task("x")]).Report().Moves.Where(m => m.TaskId != "x"));
    }

    [Fact]
    public void A_task_that_moved_there_and_back_between_two_reports_has_not_moved()
    {
        var story = Story.Of(A.Project, A.Task("a", A.Launch));
        story.Given(
            new PlanRead(A.Registration + Duration.FromHours(1), A.Plan(A.Task("a", A.Launch.PlusDays(9)))),
            new PlanRead(A.Registration + Duration.FromHours(2), A.Plan(A.Task("a", A.Launch))));
        Assert.Empty(story.WhenTimeReaches(A.FirstReport, A.Task("a", A.Launch)).Report().Moves);
    }

    [Fact]
    public void Fault_28_a_task_without_a_date_is_never_overdue()
    {
        var report = Story.Of(A.Project, A.Task("a")).WhenTimeReaches(A.FirstReport, A.Task("a")).Report();
        Assert.Empty(report.Overdue.Shown);
        Assert.Null(report.Milestones[0].Now);
        Assert.Equal(Health.Green, report.Health);
    }

    [Fact]
    public void Fault_30_a_start_after_the_due_date_is_no_reason_to_conclude_anything()
    {
        var odd = A.Task("a", A.Launch) with { Start = new LocalDate(2026, 9, 2), Flaw = PlanFlaw.StartAfterDue };
        Assert.Empty(Story.Of(A.Project, odd).WhenTimeReaches(A.FirstReport, odd).Report().Next.Shown);
    }

    [Fact]
    public void Fault_24_ten_thousand_tasks_make_a_short_report_that_tells_the_whole_number()
    {
        PlanTask[] many = [.. Enumerable.Range(0, 10_000).Select(i => A.Task($"t{i:00000}", new LocalDate(2026, 9, 3)))];
        var report = Story.Of(A.Project, many).WhenTimeReaches(A.FirstReport, many).Report();
        Assert.Equal(10_000, report.Overdue.InAll);
        Assert.Equal(12, report.Overdue.Shown.Length);
    }

    [Fact]
    public void The_same_weekday_is_a_week_later_for_the_noise_budget_however_soon_the_plan_was_read()
    {
        var story = Story.Of(A.Project with { Noise = OneLetterAWeek }, Open);
        story.WhenTimeReaches(A.FirstReport + Duration.FromSeconds(3), Open);
        Assert.Equal(2, story.WhenTimeReaches(A.Report(2), Open).Letters().Length);
    }

    [Fact]
    public void The_same_weekday_is_a_week_later_for_the_noise_budget_whatever_the_clocks_do()
    {
        var story = Story.Of(A.Project with { Noise = OneLetterAWeek }, Open);
        while (ProjectLedger.NextDueAt(story.State) is { } due && due < Instant.FromUtc(2027, 4, 3, 0, 0))
            story.WhenTimeReaches(due, Open);
        Assert.Equal(31, story.Ledger.Count(e => e is ReportIssued or ReportHeld));
        Assert.Empty(story.Ledger.OfType<ReportSkipped>());
    }

    static readonly NoiseBudget OneLetterAWeek = new() { LettersPerWeek = 1, SkipWhenNothingChanged = false };
}
