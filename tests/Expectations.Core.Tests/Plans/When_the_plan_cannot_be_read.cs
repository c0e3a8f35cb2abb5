using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Plans;

public sealed class When_the_plan_cannot_be_read
{
    static readonly PlanTask Open = A.Task("a", A.Launch);

    static readonly Instant LastReading = A.FirstReport + Duration.FromDays(2);

    static PlanReadFailed Failed(Instant at, PlanTrouble trouble, Duration? retryAfter = null) =>
        new(at, trouble, "the service's words", retryAfter);

    static (Story Story, Decision Last) Retried(PlanTrouble trouble, Duration span)
    {
        var story = Story.Of(A.Project, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        story.When(new PlanRead(LastReading, A.Plan(A.Task("a", A.Launch, 50))));
        var last = Decision.Nothing;
        for (var at = A.Report(2); at <= A.Report(2) + span; at = ProjectLedger.NextDueAt(story.State)!.Value)
        {
            Assert.Single(story.When(new TimeReached(at)).Effects.OfType<ReadPlan>());
            last = story.When(Failed(at, trouble));
            if (story.State.Reports.DealtWithUntil > story.Setup.Cadence.Start.PlusWeeks(1))
                break;
        }
        return (story, last);
    }

    [Fact]
    public void It_waits_longer_each_time()
    {
        var story = Story.Of(A.Project, Open);
        story.When(Failed(A.FirstReport, PlanTrouble.Unavailable));
        Assert.Equal(A.FirstReport + Duration.FromMinutes(5), ProjectLedger.NextDueAt(story.State));
        story.When(Failed(A.FirstReport + Duration.FromMinutes(5), PlanTrouble.Unavailable));
        Assert.Equal(A.FirstReport + Duration.FromMinutes(15), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void Fault_34_it_waits_as_long_as_the_service_asks()
    {
        var story = Story.Of(A.Project, Open);
        story.When(Failed(A.FirstReport, PlanTrouble.Throttled, Duration.FromHours(2)));
        Assert.Equal(A.FirstReport + Duration.FromHours(2), ProjectLedger.NextDueAt(story.State));
        Assert.Empty(story.When(new TimeReached(A.FirstReport + Duration.FromHours(1))).Effects);
    }

    [Fact]
    public void Fault_34_after_a_day_the_report_goes_with_the_older_reading_and_says_so()
    {
        var (_, last) = Retried(PlanTrouble.Throttled, Duration.FromHours(40));
        Assert.True(last.Only<ReportIssued>().Stale);
        Assert.Equal(LastReading, last.Report().StaleSince);
    }

    [Fact]
    public void A_reading_that_found_nothing_new_counts_as_a_reading()
    {
        var story = Story.Of(A.Project with
        {
            Warnings = new WarningRules(),
            Cadence = A.Project.Cadence with { Rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR" },
        }, Open);
        var due = A.Report(3);
        Instant at, lastReading = A.Registration;
        while ((at = ProjectLedger.NextDueAt(story.State)!.Value) < due)
            if (story.WhenTimeReaches(at, Open).Effects.OfType<ReadPlan>().Any())
                lastReading = at;
        var last = Decision.Nothing;
        for (; last.Events.OfType<ReportIssued>().FirstOrDefault() is null && at < due + Duration.FromDays(3);
             at = ProjectLedger.NextDueAt(story.State)!.Value)
            last = story.When(new TimeReached(at)).Effects.OfType<ReadPlan>().Any()
                ? story.When(Failed(at, PlanTrouble.Throttled))
                : last;
        Assert.True(due - lastReading < Duration.FromDays(2));
        Assert.Equal(lastReading, last.Report().StaleSince);
    }

    [Fact]
    public void Fault_31_a_missing_plan_is_never_reported_as_an_empty_one()
    {
        var (story, last) = Retried(PlanTrouble.NotFound, Duration.FromHours(40));
        Assert.Equal(SkipReason.PlanUnreadable, last.Only<ReportSkipped>().Reason);
        Assert.DoesNotContain(story.Ledger.OfType<ReportIssued>(), r => r.Period == "2026-09-11");
    }

    [Theory]
    [InlineData(PlanTrouble.ConsentLost, 1)]
    [InlineData(PlanTrouble.SignInFailed, 1)]
    [InlineData(PlanTrouble.NotFound, 2)]
    [InlineData(PlanTrouble.Throttled, 4)]
    [InlineData(PlanTrouble.LimitReached, 4)]
    [InlineData(PlanTrouble.Incomplete, 4)]
    public void Fault_32_the_manager_is_told_once_after_as_many_attempts_as_the_trouble_deserves(PlanTrouble trouble, int attempts)
    {
        var story = Story.Of(A.Project, Open);
        var told = Enumerable.Range(1, 8)
            .Select(n => story.When(Failed(A.FirstReport + Duration.FromMinutes(n), trouble)).Letters().Length).ToList();
        Assert.Equal(attempts - 1, told.IndexOf(1));
        Assert.Equal(1, told.Sum());
    }

    [Fact]
    public void A_plan_that_comes_back_is_reported_at_once()
    {
        var story = Story.Of(A.Project, Open);
        story.When(Failed(A.FirstReport, PlanTrouble.Unavailable));
        var back = story.WhenTimeReaches(A.FirstReport + Duration.FromMinutes(5), A.Task("a", A.Launch, 30));
        Assert.Null(back.Report().StaleSince);
        Assert.Null(story.State.Outage);
    }

    [Fact]
    public void Fault_39_a_plan_that_shrank_to_nothing_is_not_believed_until_the_manager_accepts_it()
    {
        PlanTask[] plan = [.. Enumerable.Range(0, 10).Select(i => A.Task($"t{i}", A.Launch))];
        var story = Story.Of(A.Project, plan);
        var doubted = story.WhenTimeReaches(A.FirstReport);
        Assert.Equal((10, 0), (doubted.Only<PlanDoubted>().Before, doubted.Only<PlanDoubted>().Now));
        Assert.Equal(Notice.PlanShrank, Assert.Single(doubted.Letters()).Notice());
        Assert.Equal(10, story.State.Plan.Tasks.Count);
        Assert.Empty(story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value).Letters());

        var accepted = A.FirstReport + Duration.FromHours(2);
        story.When(new ShrunkPlanAccepted(accepted, "ann"));
        Assert.Equal(accepted, ProjectLedger.NextDueAt(story.State));
        story.WhenTimeReaches(accepted);
        Assert.Empty(story.State.Plan.Tasks);
        Assert.Null(story.State.Outage);
    }

    [Fact]
    public void Fault_39_once_accepted_a_shrunken_plan_stays_so_whatever_goes_wrong_before_it_is_read()
    {
        var story = Story.Of(A.Project, [.. Enumerable.Range(0, 10).Select(i => A.Task($"t{i}", A.Launch))]);
        story.WhenTimeReaches(A.FirstReport);
        var accepted = A.FirstReport + Duration.FromHours(2);
        story.When(new ShrunkPlanAccepted(accepted, "ann"));
        story.When(Failed(accepted, PlanTrouble.Throttled));
        story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value);
        Assert.Empty(story.State.Plan.Tasks);
        Assert.Null(story.State.Outage);
    }

    [Fact]
    public void Fault_39_the_manager_hears_that_a_plan_shrank_though_trouble_was_told_before()
    {
        var story = Story.Of(A.Project, [.. Enumerable.Range(0, 10).Select(i => A.Task($"t{i}", A.Launch))]);
        story.When(Failed(A.FirstReport, PlanTrouble.ConsentLost));
        var doubted = story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value);
        Assert.Equal(Notice.PlanShrank, Assert.Single(doubted.Letters()).Notice());
        story.When(Failed(ProjectLedger.NextDueAt(story.State)!.Value, PlanTrouble.Throttled));
        Assert.Empty(story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value).Letters());
    }

    [Fact]
    public void A_plan_that_recovers_from_shrinking_needs_nobodys_word()
    {
        PlanTask[] plan = [.. Enumerable.Range(0, 10).Select(i => A.Task($"t{i}", A.Launch))];
        var story = Story.Of(A.Project, plan);
        story.WhenTimeReaches(A.FirstReport);
        var back = story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value, plan);
        Assert.Equal(2, back.Letters().Length);
    }

    [Fact]
    public void The_first_reading_is_tried_at_registration_so_that_trouble_shows_early()
    {
        var story = new Story().Given(new SetupReceived(A.Registration, A.Project));
        Assert.Equal(A.Registration, ProjectLedger.NextDueAt(story.State));
        Assert.Single(story.When(new TimeReached(A.Registration)).Effects.OfType<ReadPlan>());
        Assert.Single(story.When(Failed(A.Registration, PlanTrouble.ConsentLost)).Letters());
    }
}
