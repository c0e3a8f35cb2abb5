using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Projects;

public sealed class When_a_project_is_paused
{
    static readonly PlanTask Open = A.Task("a", A.Launch);

    static Story Paused() => Story.Of(A.Project, Open).Given(new PauseAsked(A.Registration, "ann", "Budget freeze"));

    [Fact]
    public void Fault_65_reports_questions_and_codes_on_their_way_are_taken_back_and_nothing_else() =>
        Assert.Equal(
            [new WithdrawLetters(RoutineOnly: true), new WithdrawLetters(Kind: "question"), new WithdrawLetters(Kind: "code")],
            Story.Of(A.Project, Open).When(new PauseAsked(A.Registration, "ann", "Budget freeze")).Effects.ToArray());

    [Fact]
    public void Nothing_wakes_it_and_a_stray_wake_up_decides_nothing()
    {
        var story = Paused();
        Assert.Null(ProjectLedger.NextDueAt(story.State));
        Assert.Equal(Decision.Nothing.Events, story.When(new TimeReached(A.Report(3))).Events);
    }

    [Fact]
    public void A_report_that_waits_is_not_released_into_the_silence()
    {
        var story = Story.Of(A.Project with { Review = new ReviewRule { Hold = HoldWhen.Always } }, Open);
        story.WhenTimeReaches(A.FirstReport, Open);
        story.Given(new PauseAsked(A.FirstReport, "ann", "Budget freeze"));
        var refused = story.When(new ReleaseAsked(A.FirstReport, "2026-09-04", "ann"));
        Assert.Equal("release", refused.Only<RequestRefused>().Request);
        Assert.Empty(refused.Effects);
    }

    [Fact]
    public void Resumed_it_goes_on_with_the_next_report_and_makes_up_for_none()
    {
        var story = Paused();
        story.When(new ResumeAsked(A.Report(3) + Duration.FromHours(1), "ann"));
        Assert.Equal(A.Report(4), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void A_changed_cadence_counts_from_now_on()
    {
        var story = Story.Of(A.Project, Open);
        var daily = A.Project with { Cadence = A.Project.Cadence with { Start = new LocalDateTime(2026, 9, 2, 9, 0), Rule = "FREQ=WEEKLY;BYDAY=WE" } };
        story.When(new SetupReceived(Instant.FromUtc(2026, 9, 3, 12, 0), daily));
        Assert.Equal(Instant.FromUtc(2026, 9, 9, 8, 0), ProjectLedger.NextDueAt(story.State));
    }

    [Fact]
    public void Agreed_dates_are_not_moved_by_editing_the_setup()
    {
        var story = Story.Of(A.Project, Open);
        var moved = A.Project.Baseline.Milestones[0] with { Date = A.Launch.PlusDays(30) };
        var decision = story.When(new SetupReceived(
            A.Registration, A.Project with { Baseline = A.Project.Baseline with { Milestones = [moved] } }));
        Assert.Equal("baseline-change", decision.Only<RequestRefused>().Request);
        Assert.Equal(A.Launch, story.State.Agreed.Milestones[0].Date);
    }
}
