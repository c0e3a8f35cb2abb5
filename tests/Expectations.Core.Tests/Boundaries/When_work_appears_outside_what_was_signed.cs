using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Boundaries;

public sealed class When_work_appears_outside_what_was_signed
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static Story Signed()
    {
        var story = Story.Of(
            A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, ScopeThreshold = 3 } }, A.Task("t1", A.Launch));
        story.When(story.Answer("hugh", Choices.Sign, Now));
        return story;
    }

    static Decision Read(Story story, params string[] more) => story.When(new PlanRead(
        Now, A.Plan([A.Task("t1", A.Launch), .. more.Select(id => A.Task(id))])));

    [Fact]
    public void Trifles_are_collected()
    {
        var story = Signed();
        Assert.Equal<string>(["x1", "x2"], Read(story, "x1", "x2").Only<ScopeGrew>().Tasks);
        Assert.Empty(story.State.Changes);
        Assert.Empty(Read(story, "x1", "x2").Events);
    }

    [Fact]
    public void More_than_trifles_become_a_draft_the_manager_hears_of_once()
    {
        var story = Signed();
        Read(story, "x1", "x2");
        var drafted = Read(story, "x1", "x2", "x3");
        var change = drafted.Only<ChangeProposed>();
        Assert.False(change.Released);
        Assert.Contains("Task x2", change.Change.Reason, StringComparison.Ordinal);
        Assert.Equal(Notice.ScopeGrew, Assert.Single(drafted.Letters()).Notice());
        Assert.Empty(Read(story, "x1", "x2", "x3", "x4").Letters());
    }

    [Fact]
    public void Once_the_client_has_chosen_it_is_outside_no_more()
    {
        var story = Signed();
        var draft = Read(story, "x1", "x2", "x3").Only<ChangeProposed>().Change;
        story.When(new ChangeReceived(Now, draft, Release: true, "ann"));
        story.When(story.Answer("hugh", "keep", Now));
        Assert.Equal(ChangeState.Chosen, story.State.Changes[draft.Id].State);
        Assert.Empty(story.State.Scope.Outside);
        Assert.Empty(Read(story, "x1", "x2", "x3").Events);
    }

    [Fact]
    public void A_choice_about_something_else_accepts_none_of_it()
    {
        var story = Signed();
        Read(story, "x1", "x2");
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));
        Assert.Equal<string>(["x1", "x2"], story.State.Scope.Outside);
        Assert.Equal("Work outside what was signed (3)", Read(story, "x1", "x2", "x3").Only<ChangeProposed>().Change.Title);
    }

    [Fact]
    public void Whatever_else_is_agreed_meanwhile_the_same_work_stands_in_one_open_change()
    {
        var story = Signed();
        var draft = Read(story, "x1", "x2", "x3").Only<ChangeProposed>().Change;
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));
        Assert.Equal(draft.Id, Read(story, "x1", "x2", "x3", "x4").Only<ChangeProposed>().Change.Id);
    }

    [Fact]
    public void What_the_client_wants_left_out_is_noticed_again_while_it_stands_in_the_plan()
    {
        var story = Signed();
        var draft = Read(story, "x1", "x2", "x3").Only<ChangeProposed>().Change;
        story.When(new ChangeReceived(Now, draft, Release: true, "ann"));
        story.When(story.Answer("hugh", "leave-out", Now));
        var again = Read(story, "x1", "x2", "x3");
        Assert.Equal<string>(["x1", "x2", "x3"], again.Only<ScopeGrew>().Tasks);
        Assert.NotEqual(draft.Id, again.Only<ChangeProposed>().Change.Id);
        Assert.Empty(Read(story, "x1", "x2", "x3").Events);
    }

    [Fact]
    public void What_appeared_after_the_client_was_asked_is_not_accepted_unseen()
    {
        var story = Signed();
        var draft = Read(story, "x1", "x2", "x3").Only<ChangeProposed>().Change;
        story.When(new ChangeReceived(Now, draft, Release: true, "ann"));
        Read(story, "x1", "x2", "x3", "x4");
        story.When(story.Answer("hugh", "keep", Now));
        Assert.Equal<string>(["x4"], Read(story, "x1", "x2", "x3", "x4").Only<ScopeGrew>().Tasks);
    }

    [Fact]
    public void One_task_against_a_boundary_is_enough_and_once_agreed_to_it_is_left_alone()
    {
        var story = Signed();
        story.When(new SetupReceived(Now, story.Setup with { Plan = story.Setup.Plan with { BoundaryLabel = "category7" } }));
        var marked = A.Plan(A.Task("t1", A.Launch, labels: "category7"));
        var draft = story.When(new PlanRead(Now, marked)).Only<ChangeProposed>().Change;
        story.When(new ChangeReceived(Now, draft, Release: true, "ann"));
        story.When(story.Answer("hugh", "keep", Now));
        Assert.Empty(story.When(new PlanRead(Now, marked)).Events.OfType<ScopeGrew>());
    }

    [Fact]
    public void Another_plan_is_agreed_as_it_stands_when_it_takes_the_place_of_the_first()
    {
        var story = Signed();
        Read(story, "x1", "x2");
        story.When(new SetupReceived(Now, story.Setup with { Plan = story.Setup.Plan with { PlanId = "plan-2" } }));
        Assert.Empty(story.When(new PlanRead(Now, A.Plan(A.Task("n1"), A.Task("n2"), A.Task("n3")))).Events.OfType<ScopeGrew>());
        Assert.Empty(story.State.Scope.Outside);
        Assert.Equal(["n1", "n2", "n3"], story.State.Plan.Tasks.Keys);
        var grew = story.When(new PlanRead(Now, A.Plan(A.Task("n1"), A.Task("n2"), A.Task("n3"), A.Task("n4"))));
        Assert.Equal<string>(["n4"], grew.Only<ScopeGrew>().Tasks);
    }

    [Fact]
    public void Internal_tasks_are_nobodys_business()
    {
        var story = Signed();
        var read = story.When(new PlanRead(Now, A.Plan(A.Task("t1", A.Launch), A.Task("x1", labels: "category6"))));
        Assert.Empty(read.Events.OfType<ScopeGrew>());
    }

    [Fact]
    public void Before_the_first_signature_the_plan_may_grow()
    {
        var story = Story.Of(A.AskingProject, A.Task("t1", A.Launch));
        Assert.Empty(Read(story, "x1", "x2", "x3").Events.OfType<ScopeGrew>());
    }
}
