using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_a_risk_is_raised
{
    static Story Given(Risk risk) => Story.Of(A.Project, A.Task("t1", A.Launch)).Given(new RiskReceived(A.Registration, risk, null, "ann"));

    [Fact]
    public void It_stands_in_the_register_the_weightiest_first() =>
        Assert.Equal(["cards", "r1"], RiskRegister.Of(Given(Warned.Risk(weight: 4)).State).Select(r => r.Id));

    [Fact]
    public void Raised_again_it_stands_in_place_of_the_one_before()
    {
        var story = Given(Warned.Risk() with { Id = "r1" });
        Assert.Equal("Card provider late", Assert.Single(RiskRegister.Of(story.State)).Title);
        Assert.Empty(story.When(new RiskReceived(A.Registration, Warned.Risk() with { Id = "r1" }, null, "ann")).Events);
    }

    [Fact]
    public void The_report_tells_the_client_without_what_the_team_keeps_to_itself()
    {
        var story = Given(Warned.Risk(weight: 4) with { Cause = "They lost two people", Trigger = "No test account by May", Owner = "Ann" });
        var told = story.WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch)).Report().Risks[0];
        Assert.Equal(("cards", null, null, null), (told.Id, told.Cause, told.Trigger, told.Owner));
    }

    [Fact]
    public void Without_a_way_out_the_client_does_not_read_of_it()
    {
        var story = Given(Warned.Risk(mitigation: "", weight: 5));
        Assert.Equal(["r1"], story.WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch)).Report().Risks.Select(r => r.Id));
    }

    [Fact]
    public void Once_over_it_stays_in_the_register_and_nowhere_else()
    {
        var story = Given(Warned.Risk(weight: 5) with { IsOver = true });
        Assert.Equal(["r1", "cards"], RiskRegister.Of(story.State).Select(r => r.Id));
        Assert.Equal(["r1"], story.WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch)).Report().Risks.Select(r => r.Id));
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        var story = Story.Of(A.Project, A.Task("t1", A.Launch));
        Risk[] nonsense =
        [
            Warned.Risk() with { Id = "Two words" }, Warned.Risk() with { Title = "" }, Warned.Risk(weight: 6),
            Warned.Risk() with { Milestone = "nowhere" }, Warned.Risk() with { Owner = "A\u202Enn" },
        ];
        Assert.All(nonsense, risk => story.When(new RiskReceived(A.Registration, risk, null, "ann")).Only<RequestRefused>());
        story.When(new RiskReceived(A.Registration, Warned.Risk(), "no-such-warning", "ann")).Only<RequestRefused>();
    }
}
