using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Plans;

public class When_a_comment_raises_something
{
    static readonly Instant Noon = A.Registration + Duration.FromHours(2);

    [Theory]
    [InlineData("/expect promise Live by May", RaisedKind.Promise)]
    [InlineData("Hello\r\n/expect risk: Live by May\r\nBye", RaisedKind.Risk)]
    [InlineData("  /expect  change   Live by May  ", RaisedKind.Change)]
    public void It_is_recorded_and_the_manager_is_told(string text, RaisedKind kind)
    {
        var decision = Project().When(Comment(text));

        var raised = decision.Only<ExpectationRaised>();
        Assert.Equal((kind, "Live by May", "Mei", Tool.Trello), (raised.Kind, raised.Words, raised.By, raised.Tool));
        var letter = Assert.Single(decision.Letters());
        Assert.Equal((Notice.ExpectationRaised, "ann"), (letter.Notice(), letter.To.Id));
    }

    [Theory]
    [InlineData("Please /expect promise in the middle")]
    [InlineData("/expect wonder Live by May")]
    [InlineData("/expect promise")]
    [InlineData("/expected promise Live by May")]
    [InlineData("")]
    public void Other_words_raise_nothing(string text) => Assert.Empty(Project().When(Comment(text)).Events);

    [Fact]
    public void A_promise_is_recorded_with_nothing_behind_it_and_a_change_waits_as_a_draft()
    {
        var story = Project();
        story.When(Comment("/expect promise Live by May"));
        story.When(Comment("/expect change Also in Welsh"));
        var promise = Assert.Single(story.State.Promises.Values);
        Assert.Equal(("raised-1", "Live by May", true), (promise.Stated.Id, promise.Stated.Statement, promise.IsUnbacked));
        var change = Assert.Single(story.State.Changes.Values);
        Assert.Equal(("Also in Welsh", Core.Changes.ChangeState.Draft), (change.Change.Title, change.State));
    }

    [Fact]
    public void What_the_manager_called_alike_stays_as_it_is()
    {
        var story = Project();
        story.When(Comment("/expect promise Live by May"));
        story.When(new PromiseReceived(Noon, new StatedPromise { Id = "raised-2", Statement = "Mine", Origin = PromiseOrigin.Contract }, "ann"));
        story.When(Comment("/expect promise Live by June"));
        Assert.Equal(
            [("raised-1", "Live by May"), ("raised-2", "Mine"), ("raised-3", "Live by June")],
            story.State.Promises.Select(p => (p.Key, p.Value.Stated.Statement)));
        Assert.All(story.State.Promises, p => Assert.Equal(p.Key, p.Value.Stated.Id));
    }

    [Fact]
    public void Another_keyword_may_be_agreed()
    {
        var story = Project(new WebhookPlan { Keyword = "!client" });

        Assert.Empty(story.When(Comment("/expect risk Late")).Events);
        story.When(Comment("!client risk Late")).Only<ExpectationRaised>();
    }

    [Fact]
    public void A_project_with_a_Planner_plan_hears_of_it_as_well()
    {
        var story = Story.Of(A.Project with { Plan = A.Project.Plan with { Webhooks = new WebhookPlan() } });

        story.When(Comment("/expect risk Late")).Only<ExpectationRaised>();
    }

    [Fact]
    public void One_delivery_cannot_flood_the_manager_and_each_word_gets_a_letter_of_its_own()
    {
        var text = string.Join('\n', Enumerable.Repeat($"/expect risk {new string('x', 5_000)}", 100));

        var decision = Project().When(Comment(text));

        Assert.Equal(5, decision.Events.Length);
        Assert.All(decision.Events.OfType<ExpectationRaised>(), raised => Assert.InRange(raised.Words.Length, 100, 500));
        Assert.Equal(5, decision.Letters().Select(letter => letter.Key).Distinct().Count());
    }

    [Fact]
    public void Fault_20_a_link_that_is_not_https_is_not_kept() =>
        Assert.Null(Project().When(Comment("/expect risk Late", "javascript:alert(1)")).Only<ExpectationRaised>().Link);

    [Fact]
    public void Fault_23_a_name_that_imitates_another_is_kept_in_its_ascii_form() =>
        Assert.Equal(
            "https://xn--trllo-0we.com/c/2?a=1",
            Project().When(Comment("/expect risk Late", "https://tr\u0435llo.com/c/2?a=1")).Only<ExpectationRaised>().Link);

    static Story Project(WebhookPlan? webhooks = null) => new Story().Given(
        new SetupReceived(A.Registration, A.Project with { Plan = new PlanReference { Webhooks = webhooks ?? new WebhookPlan() } }),
        new TimeReached(A.Registration));

    static ItemsReported Comment(string text, string? link = null) =>
        new(Noon, Tool.Trello, []) { Comments = [new ItemComment(text, "Mei") { Link = link }] };
}
