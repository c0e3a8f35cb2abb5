using Expectations.Core.Baselines;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Baselines;

public sealed class When_the_baseline_is_signed
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static Story Asked() => Story.Of(
        A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0 } }, A.Task("t1", A.Launch), A.Task("t2", bucket: "b1"));

    [Fact]
    public void The_client_sees_goals_boundaries_the_outline_of_the_plan_and_promises_nothing_stands_behind()
    {
        var story = Asked();
        var body = Assert.IsType<BaselineBody>(LinkStanding.Of(story.State, story.LinkOf("hugh"), Now).Body);
        Assert.Equal<string>(["Sell online by autumn"], body.Proposed.Goals);
        Assert.Equal(["Build", "Launch"], body.Outline.Select(o => o.Bucket));
        Assert.Equal(["fast"], body.Unbacked.Select(p => p.Id));
        Assert.Null(body.Before);
    }

    [Fact]
    public void What_is_signed_is_the_plan_as_it_was_asked_about()
    {
        var story = Asked();
        var answer = story.Answer("hugh", Choices.Sign, Now);
        story.When(new PlanRead(Now, A.Plan(A.Task("t1", A.Launch), A.Task("t2", bucket: "b1"), A.Task("t3"))));
        story.When(answer).Only<QuestionSettled>();
        Assert.Equal(["t1", "t2"], story.State.Scope.Agreed!);
    }

    [Fact]
    public void An_objection_reaches_the_manager_and_signs_nothing()
    {
        var story = Asked();
        var settled = story.When(story.Answer("hugh", Choices.Objection, Now, "The goal is wrong."));
        Assert.Contains(settled.Letters(), l => l.To.Id == "ann" && l.Content is ReceiptContent { Closed.Choice: Choices.Objection });
        Assert.Null(story.State.SignedVersion);
        story.When(new SignatureAsked(Now, "ann")).Only<QuestionAsked>();
    }

    [Fact]
    public void The_next_version_shows_what_is_different_and_keeps_what_changes_agreed()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Now));
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));

        story.When(new SetupReceived(Now, story.Setup with
        {
            Baseline = story.Setup.Baseline with { Boundaries = ["No app", "No shop abroad"] },
        }));
        var body = Assert.IsType<BaselineBody>(LinkStanding.Of(story.State, story.LinkOf("hugh"), Now).Body);
        Assert.Equal((3, A.Launch.PlusDays(7)), (body.Proposed.Version, body.Proposed.Milestones.Single().Date));
        var line = Assert.Single(BaselineDifference.Between(body.Before!, body.Proposed));
        Assert.Equal((BaselinePart.Boundary, null, "No shop abroad"), (line.Part, line.Before, line.Now));
    }

    [Fact]
    public void A_setup_that_only_changes_the_cadence_asks_nothing()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Now));
        var changed = story.When(new SetupReceived(Now, story.Setup with { Name = "Another name" }));
        Assert.Empty(changed.Events.OfType<QuestionAsked>());
    }

    [Fact]
    public void One_that_is_signed_is_not_asked_about_again()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Now));
        story.When(new SignatureAsked(Now, "ann")).Only<RequestRefused>();
    }

    [Fact]
    public void Its_hash_stays_the_same_for_ever()
    {
        var story = Asked();
        // Links that wait for an answer while the program is replaced are bound to it.
        Assert.StartsWith("04623e754cea65be5874c27361c5fd23", story.State.Questions.Open.Values.Single().Hash, StringComparison.Ordinal);
    }
}
