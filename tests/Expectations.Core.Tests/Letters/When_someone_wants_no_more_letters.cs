using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Letters;

public sealed class When_someone_wants_no_more_letters
{
    static readonly PlanTask Open = A.Task("a", A.Launch);

    [Fact]
    public void Fault_56_what_is_on_its_way_is_taken_back_in_the_same_breath()
    {
        var decision = Story.Of(A.Project, Open).When(new UnsubscribeAsked(A.Registration, "mei"));
        Assert.Equal("mei", decision.Only<PersonUnsubscribed>().PersonId);
        Assert.Equal([new WithdrawLetters("mei", RoutineOnly: true)], decision.Effects.ToArray());
    }

    [Fact]
    public void The_others_still_get_theirs()
    {
        var story = Story.Of(A.Project, Open);
        story.When(new UnsubscribeAsked(A.Registration, "mei"));
        Assert.Equal(["hugh"], story.WhenTimeReaches(A.FirstReport, Open).Letters().Select(l => l.To.Id));
    }

    [Fact]
    public void When_nobody_is_left_the_report_is_left_out()
    {
        var story = Story.Of(A.Project, Open);
        story.Given(new UnsubscribeAsked(A.Registration, "mei"), new UnsubscribeAsked(A.Registration, "hugh"));
        Assert.Equal(
            SkipReason.NobodyToWriteTo, story.WhenTimeReaches(A.FirstReport, Open).Only<ReportSkipped>().Reason);
    }

    [Fact]
    public void Asking_twice_changes_nothing()
    {
        var story = Story.Of(A.Project, Open).Given(new UnsubscribeAsked(A.Registration, "mei"));
        Assert.Equal(Decision.Nothing, story.When(new UnsubscribeAsked(A.Registration, "mei")));
    }

    [Fact]
    public void A_stranger_is_refused() =>
        Assert.Single(Story.Of(A.Project, Open).When(new UnsubscribeAsked(A.Registration, "nobody")).Events.OfType<RequestRefused>());

    [Fact]
    public void More_letters_than_the_budget_allows_are_merged_into_the_next_one()
    {
        var daily = A.Project.Cadence with { Rule = "FREQ=DAILY" };
        var story = Story.Of(A.Project with { Cadence = daily, Noise = new NoiseBudget { LettersPerWeek = 2 } }, Open);
        var sent = new List<int>();
        for (var day = 0; day < 5; day++)
            sent.Add(story.WhenTimeReaches(ProjectLedger.NextDueAt(story.State)!.Value, [Open, .. Enumerable.Range(0, day).Select(i => A.Task($"n{i}"))]).Letters().Length);
        Assert.Equal([2, 2, 0, 0, 0], sent);
        Assert.Equal(3, story.State.Reports.Moves.Length);
    }
}
