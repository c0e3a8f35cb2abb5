using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Milestones;

public sealed class When_a_milestone_falls_due
{
    static readonly PlanTask Open = A.Task("t1", A.Launch);
    static readonly PlanTask Done = A.Task("t1", A.Launch, percent: 100);

    static ProjectSetup Setup(int? deemed = null) => A.AskingProject with
    {
        Decisions = new DecisionRules { SignBaseline = false, UndoMinutes = 0 },
        Baseline = A.AskingProject.Baseline with { DeemedAcceptedAfterDays = deemed },
    };

    [Fact]
    public void It_asks_the_client_to_confirm_once_the_work_is_done()
    {
        var story = Story.Of(Setup(), Open);
        var asked = story.WhenTimeReaches(A.FirstReport, Done);
        Assert.Equal("milestone-launch-1", asked.Only<QuestionAsked>().Question);
        var body = Assert.IsType<MilestoneBody>(asked.Letters().Select(l => l.Content).OfType<QuestionContent>().First().Body);
        Assert.Equal<string>(["An order arrives"], body.Deliverables.Single().AcceptanceCriteria);
        Assert.Empty(story.WhenTimeReaches(A.Report(2), Done).Events.OfType<QuestionAsked>());
    }

    [Fact]
    public void The_client_confirms_it()
    {
        var story = Story.Of(Setup(), Open);
        story.WhenTimeReaches(A.FirstReport, Done);
        story.When(story.Answer("hugh", Choices.Confirm, A.FirstReport));
        Assert.Equal((MilestoneState.Confirmed, "Typed by hand"), (story.State.Milestones["launch"].State, story.State.Milestones["launch"].By));
    }

    [Fact]
    public void Reports_say_that_it_waits_for_the_client_until_it_is_confirmed()
    {
        var story = Story.Of(Setup(), Open);
        story.WhenTimeReaches(A.FirstReport, Done);
        var asked = story.WhenTimeReaches(A.Report(2), Done).Report();
        Assert.Equal(MilestoneState.AwaitingClient, asked.Milestones.Single().Standing);
        Assert.Equal(
            [(QuestionKind.Milestone, "Launch")], asked.DecisionsWaiting.Select(d => (d.Kind, d.Title)));

        story.When(story.Answer("hugh", Choices.Confirm, A.Report(2)));
        var confirmed = story.WhenTimeReaches(A.Report(3), Done).Report();
        Assert.Equal(MilestoneState.Confirmed, confirmed.Milestones.Single().Standing);
        Assert.Empty(confirmed.DecisionsWaiting);
    }

    [Fact]
    public void The_client_disputes_it_with_a_reason()
    {
        var story = Story.Of(Setup(), Open);
        story.WhenTimeReaches(A.FirstReport, Done);
        var settled = story.When(story.Answer("hugh", Choices.Dispute, A.FirstReport, "Orders do not arrive."));
        Assert.Equal((MilestoneState.Disputed, "Orders do not arrive."), (story.State.Milestones["launch"].State, story.State.Milestones["launch"].Words));
        Assert.Contains(settled.Letters(), l => l.To.Id == "ann");
        story.When(new ConfirmationAsked(A.FirstReport, "launch", "ann")).Only<QuestionAsked>();
    }

    [Fact]
    public void The_client_asks_for_a_call()
    {
        var story = Story.Of(Setup(), Open);
        story.WhenTimeReaches(A.FirstReport, Done);
        story.When(story.Answer("hugh", Choices.Call, A.FirstReport));
        Assert.Equal(MilestoneState.CallWanted, story.State.Milestones["launch"].State);
    }

    [Fact]
    public void Its_date_comes_and_the_work_is_not_done_so_the_manager_is_told_once_and_the_client_is_not_asked()
    {
        var story = Story.Of(Setup(), Open);
        var evening = (A.Launch + new LocalTime(18, 0)).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();
        while (ProjectLedger.NextDueAt(story.State) is { } due && due < evening)
            story.WhenTimeReaches(due, Open);
        Assert.Equal(evening, ProjectLedger.NextDueAt(story.State));
        var missed = story.WhenTimeReaches(evening, Open);
        Assert.Equal("launch", missed.Only<MilestoneMissed>().Milestone);
        Assert.Equal(Notice.MilestoneMissed, Assert.Single(missed.Letters()).Notice());
        Assert.Empty(story.WhenTimeReaches(evening, Open).Events);
        Assert.NotEmpty(story.WhenTimeReaches(evening + Duration.FromDays(7), Done).Events.OfType<QuestionAsked>());
    }

    [Fact]
    public void Silence_is_no_acceptance_unless_the_baseline_says_so()
    {
        Assert.Equal(MilestoneState.Lapsed, AfterSilence(deemed: null));
        Assert.Equal(MilestoneState.DeemedAccepted, AfterSilence(deemed: 10));
    }

    [Fact]
    public void A_project_that_asks_for_no_decisions_asks_for_none()
    {
        var story = Story.Of(A.Project, Open);
        Assert.Empty(story.WhenTimeReaches(A.FirstReport, Done).Events.OfType<QuestionAsked>());
    }

    static MilestoneState AfterSilence(int? deemed)
    {
        var story = Story.Of(Setup(deemed), Open);
        story.Delivered(story.WhenTimeReaches(A.FirstReport, Done));
        for (var steps = 0; steps < 60 && !story.Ledger.OfType<QuestionSettled>().Any(); steps++)
            story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value, Done);
        return story.State.Milestones["launch"].State;
    }
}
