using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Questions;

public sealed class When_others_are_to_decide
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static readonly ProjectSetup Setup = A.AskingProject with
    {
        Decisions = new DecisionRules { Quorum = Quorum.All, UndoMinutes = 10 },
    };

    static Story Asked(ProjectSetup? setup = null) => Story.Of(setup ?? Setup, A.Task("t1", A.Launch));

    static ProjectSetup With(ProjectSetup setup, string id, Func<Person, Person> change) =>
        setup with { People = [.. setup.People.Select(p => p.Id == id ? change(p) : p)] };

    static readonly ProjectSetup Dora = With(
        Setup, "olga", olga => olga with { Id = "dora", Name = "Dora Dock", Email = "dora@harbour.example" });

    static IEnumerable<string> Readers(Decision decision) =>
        decision.Letters().Where(l => l.Content is QuestionContent).Select(l => l.To.Id).Order(StringComparer.Ordinal);

    [Fact]
    public void What_is_open_is_asked_anew_of_those_who_decide_now()
    {
        var story = Asked();
        var old = story.LinkOf("olga");

        var changed = story.When(new SetupReceived(Now, Dora));

        Assert.Equal(QuestionOutcome.Superseded, changed.Only<QuestionSettled>().Outcome);
        Assert.Equal<string>(["hugh", "dora"], changed.Only<QuestionAsked>().Of);
        Assert.Equal(["dora", "hugh"], Readers(changed));
        Assert.Equal(LinkState.Unknown, LinkStanding.Of(story.State, old, Now).State);
        story.When(story.Answer("dora", Choices.Sign, Now)).Only<AnswerGiven>();
    }

    [Fact]
    public void A_link_mailed_to_an_address_that_is_no_longer_theirs_decides_nothing()
    {
        var story = Asked();
        var old = story.Answer("hugh", Choices.Sign, Now);

        var changed = story.When(new SetupReceived(Now, With(Setup, "hugh", p => p with { Email = "hugh@new.example" })));

        Assert.Contains(changed.Letters(), l => l.To.Email == "hugh@new.example");
        story.When(old).Only<RequestRefused>();
        story.When(story.Answer("hugh", Choices.Sign, Now)).Only<AnswerGiven>();
    }

    [Fact]
    public void What_has_been_decided_and_can_still_be_taken_back_is_left_alone()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Objection, Now, "Too late"));

        Assert.Empty(story.When(new SetupReceived(Now, Dora)).Events.OfType<QuestionSettled>());
    }

    [Fact]
    public void Nobody_is_asked_anew_because_of_someone_who_does_not_decide()
    {
        var story = Asked();
        var changed = story.When(new SetupReceived(Now, With(Setup, "mei", p => p with { Email = "mei@new.example" })));
        Assert.IsType<SetupChanged>(Assert.Single(changed.Events));
    }

    [Fact]
    public void A_question_nobody_could_be_mailed_waits_for_a_working_address()
    {
        var alone = Setup with { People = [.. Setup.People.Where(p => p.Id != "olga").Select(p => p with { StandIn = null })] };
        var story = Asked(alone);
        story.When(new LetterSettled(Now, new("question", "baseline-1-1", "hugh", 0), LetterOutcome.Bounced, "hash"));

        Assert.Empty(story.When(new SetupReceived(Now, alone with { Name = "Shop" })).Events.OfType<QuestionAsked>());
        Assert.NotEmpty(story.State.Questions.Open);
        var mended = story.When(new SetupReceived(Now, With(alone, "hugh", p => p with { Email = "hugh@new.example" })));
        Assert.Equal(["hugh"], Readers(mended));
    }

    [Fact]
    public void In_a_paused_project_they_are_asked_when_it_goes_on()
    {
        var story = Asked();
        story.When(new PauseAsked(Now, "ann", "Budget"));

        Assert.Empty(story.When(new SetupReceived(Now, Dora)).Letters());
        Assert.Equal(["dora", "hugh"], Readers(story.When(new ResumeAsked(Now, "ann"))));
    }
}
