using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Reports;

public sealed class When_a_milestone_slips
{
    static readonly PlanTask OnTime = A.Task("a", A.Launch);
    static readonly PlanTask Late = A.Task("a", A.Launch.PlusDays(21));

    static Story AfterTheFirstReport(ReviewRule? review = null)
    {
        var story = Story.Of(A.Project with { Review = review ?? new ReviewRule() }, OnTime);
        story.WhenTimeReaches(A.FirstReport, OnTime);
        return story;
    }

    [Fact]
    public void The_report_waits_and_the_manager_is_told_why()
    {
        var decision = AfterTheFirstReport().WhenTimeReaches(A.Report(2), Late);
        Assert.Equal([HoldReason.TurnedRed, HoldReason.PromiseMoved], decision.Only<ReportHeld>().Reasons.ToArray());
        var notice = Assert.Single(decision.Letters());
        Assert.Equal(("ann", Notice.ReportWaits), (notice.To.Id, notice.Notice()));
    }

    [Fact]
    public void Released_it_goes_with_the_managers_words_and_without_what_was_left_out()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late, A.Task("gossip", new LocalDate(2026, 9, 15)));
        var later = A.Report(2) + Duration.FromHours(3);
        story.Given(new EditAsked(later, "2026-09-11", "We found a way.", ["gossip"], "ann"));
        var report = story.When(new ReleaseAsked(later, "2026-09-11", "ann")).Report();
        Assert.Equal("We found a way.", report.Note);
        Assert.DoesNotContain("gossip", report.Next.Shown.Select(t => t.Id));
        Assert.DoesNotContain("gossip", report.Moves.Select(m => m.TaskId));
    }

    [Fact]
    public void Released_twice_it_goes_once()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late);
        story.When(new ReleaseAsked(A.Report(2), "2026-09-11", "ann"));
        var again = story.When(new ReleaseAsked(A.Report(2), "2026-09-11", "ann"));
        Assert.Equal("release", again.Only<RequestRefused>().Request);
        Assert.Empty(again.Letters());
    }

    [Fact]
    public void Discarded_its_news_is_told_by_the_next_report()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late);
        story.When(new DiscardAsked(A.Report(2), "2026-09-11", "Call instead", "ann"));
        var next = story.WhenTimeReaches(A.Report(3), Late);
        Assert.Equal([HoldReason.TurnedRed, HoldReason.PromiseMoved], next.Only<ReportHeld>().Reasons.ToArray());
        Assert.Single(story.State.Held!.Content.Moves);
    }

    [Fact]
    public void What_moves_again_while_it_waits_is_told_by_the_next_report()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late, Other);
        var later = A.Task("a", A.Launch.PlusDays(41));
        var then = A.Report(2) + Duration.FromHours(1);
        story.When(new PlanRead(then, A.Plan(later, Other, A.Task("new", A.Launch))));

        var told = story.When(new ReleaseAsked(then, "2026-09-11", "ann")).Report();
        story.WhenTimeReaches(A.Report(3), later, Other, A.Task("new", A.Launch));

        Assert.Equal(Late.Due, told.Moves.Single(m => m.TaskId == "a").To);
        var moves = story.State.Held!.Content.Moves;
        Assert.Equal(["a", "new"], moves.Select(m => m.TaskId).Order());
        Assert.Equal((Late.Due, later.Due), moves.Where(m => m.TaskId == "a").Select(m => (m.From, m.To)).Single());
    }

    [Fact]
    public void What_moves_back_while_it_waits_is_told_by_the_next_report()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late);
        story.When(new PlanRead(A.Report(2), A.Plan(OnTime)));
        story.When(new ReleaseAsked(A.Report(2), "2026-09-11", "ann"));

        var move = Assert.Single(story.WhenTimeReaches(A.Report(3), OnTime).Report().Moves);

        Assert.Equal((MoveKind.Earlier, Late.Due, OnTime.Due), (move.Kind, move.From, move.To));
    }

    [Fact]
    public void What_is_done_or_changes_otherwise_while_it_waits_is_told_by_the_next_report()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late, Other with { Percent = 100, Done = new LocalDate(2026, 9, 10) });
        story.When(new PlanRead(A.Report(2), A.Plan(Late, Other)));
        story.When(new PlanRead(A.Report(2), A.Plan(Late, Other with { Percent = 100, Done = new LocalDate(2026, 9, 11) })));
        story.When(new ReleaseAsked(A.Report(2), "2026-09-11", "ann"));

        Assert.Equal<string>(["other"], story.State.Reports.Done);
        Assert.True(story.State.Reports.OtherChange);
    }

    static readonly PlanTask Other = A.Task("other", A.Launch);

    [Fact]
    public void A_held_report_nobody_reviews_reminds_once_and_stays()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late);
        var patience = A.Report(2) + Duration.FromHours(48);
        Assert.Equal(patience, ProjectLedger.NextDueAt(story.State));
        Assert.Equal(Notice.ReportStillWaits, Assert.Single(story.When(new TimeReached(patience)).Letters()).Notice());
        Assert.Equal(A.Report(3), ProjectLedger.NextDueAt(story.State));
        Assert.NotNull(story.State.Held);
    }

    [Fact]
    public void A_held_report_goes_by_itself_where_the_rule_says_so()
    {
        var story = AfterTheFirstReport(new ReviewRule { IfUnreviewed = IfUnreviewed.Send });
        story.WhenTimeReaches(A.Report(2), Late);
        var decision = story.When(new TimeReached(A.Report(2) + Duration.FromHours(48)));
        Assert.Equal("review-rule", decision.Only<ReportReleased>().By);
        Assert.Equal(2, decision.Letters().Length);
    }

    [Fact]
    public void A_fresher_report_takes_the_place_of_one_that_still_waits()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Late);
        story.WhenTimeReaches(A.Report(3), Late);
        Assert.Equal("2026-09-18", story.State.Held!.Period);
    }

    [Fact]
    public void It_shows_original_agreed_now_and_what_was_said_last()
    {
        var line = AfterTheFirstReport(new ReviewRule { Hold = HoldWhen.Never }).WhenTimeReaches(A.Report(2), Late).Report().Milestones[0];
        Assert.Equal((A.Launch, A.Launch, A.Launch.PlusDays(21), A.Launch), (line.Original, line.Agreed, line.Now, line.LastReported));
        Assert.Equal(Health.Red, line.Health);
    }

    [Fact]
    public void A_date_that_merely_passes_is_red_once_and_then_goes_by_itself()
    {
        var story = Story.Of(A.Project with { Baseline = Overdue }, Stuck);
        story.WhenTimeReaches(A.FirstReport, Stuck);
        Assert.Equal([HoldReason.TurnedRed], story.WhenTimeReaches(A.Report(3), Stuck).Only<ReportHeld>().Reasons.ToArray());
        story.When(new ReleaseAsked(A.Report(3), "2026-09-18", "ann"));
        var report = story.WhenTimeReaches(A.Report(4), Stuck, A.Task("news", A.Launch, 0, "b1")).Report();
        Assert.Equal((true, (LocalDate?)new LocalDate(2026, 9, 25)), (report.Milestones[0].IsOverdue, report.Milestones[0].Now));
    }

    static readonly PlanTask Stuck = A.Task("a", new LocalDate(2026, 9, 8));

    static readonly Baseline Overdue = A.Project.Baseline with
    {
        Milestones = [A.Project.Baseline.Milestones[0] with { Date = new LocalDate(2026, 9, 8) }],
    };

    [Fact]
    public void A_few_days_are_amber_and_go_by_themselves()
    {
        var report = AfterTheFirstReport().WhenTimeReaches(A.Report(2), A.Task("a", A.Launch.PlusDays(4))).Report();
        Assert.Equal(Health.Amber, report.Health);
    }

    [Fact]
    public void A_milestone_whose_tasks_are_all_done_is_reached_and_no_longer_colours_the_project()
    {
        var done = A.Task("a", A.Launch, 100);
        var report = AfterTheFirstReport().WhenTimeReaches(A.Report(2), done).Report();
        Assert.Equal(new LocalDate(2026, 9, 3), report.Milestones[0].Reached);
        Assert.Equal(Health.Green, report.Health);
    }

    [Fact]
    public void The_manager_can_ask_to_see_the_next_report_first_but_not_one_that_went()
    {
        var story = AfterTheFirstReport();
        story.When(new HoldAsked(A.FirstReport, "2026-09-11", "ann"));
        Assert.Single(story.When(new HoldAsked(A.FirstReport, "2026-09-04", "ann")).Events.OfType<RequestRefused>());
        var decision = story.WhenTimeReaches(A.Report(2), A.Task("a", A.Launch, 10));
        Assert.Equal([HoldReason.Asked], decision.Only<ReportHeld>().Reasons.ToArray());
    }
}
