using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Education;

public sealed class When_a_finding_is_shown
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static ProjectSetup Setup(EducationRules? rules = null) => A.AskingProject with
    {
        Decisions = new DecisionRules { UndoMinutes = 0, SignBaseline = false },
        Education = rules ?? new EducationRules(),
    };

    static Decision Ask(Story story, Instant at, int days = 40) => story.When(new ChangeReceived(at, A.Later(days), Release: true, "ann"));

    static string? Quoted(Decision decision, string person) => decision.Letters().Single(l => l.To.Id == person).Content.Finding?.Id;

    [Fact]
    public void It_goes_with_the_question_it_helps_to_answer()
    {
        var asked = Ask(Story.Of(Setup()), Now);
        Assert.Equal(("landmark", "landmark"), (Quoted(asked, "hugh"), Quoted(asked, "olga")));
        Assert.Equal(["hugh", "olga"], asked.Events.OfType<FindingShown>().Select(e => e.PersonId).Order());
        Assert.All(asked.Events.OfType<FindingShown>(), e => Assert.Equal(FindingTopic.Overruns, e.Topic));
    }

    [Fact]
    public void A_baseline_to_be_signed_comes_with_how_good_estimates_are()
    {
        var story = Story.Of(Setup() with { Decisions = new DecisionRules() });
        Assert.All(story.Ledger.OfType<FindingShown>(), e => Assert.Equal(FindingTopic.Estimating, e.Topic));
        Assert.Equal(2, story.Ledger.OfType<FindingShown>().Count());
    }

    [Fact]
    public void A_change_that_moves_no_date_comes_without()
    {
        var change = A.Later(40) with { Options = [A.Later(40).Options[1], A.Later(40).Options[2]] };
        Assert.Empty(Story.Of(Setup()).When(new ChangeReceived(Now, change, Release: true, "ann")).Events.OfType<FindingShown>());
    }

    [Fact]
    public void Nobody_reads_the_same_twice_within_a_quarter()
    {
        var story = Story.Of(Setup());
        Ask(story, Now);
        Assert.Equal("one-in-six", Quoted(Ask(story, Now + Duration.FromDays(30), 50), "hugh"));
        Assert.Equal("landmark", Quoted(Ask(story, Now + Duration.FromDays(93), 60), "hugh"));
    }

    [Fact]
    public void When_all_have_been_read_none_is_shown()
    {
        var rules = new EducationRules { LeaveOut = [.. FindingCatalogue.All.Where(f => f.Id != "landmark").Select(f => f.Id)] };
        var story = Story.Of(Setup(rules));
        Ask(story, Now);
        Assert.Null(Quoted(Ask(story, Now + Duration.FromDays(30), 50), "hugh"));
    }

    [Fact]
    public void A_reminder_quotes_nothing()
    {
        var story = Story.Of(Setup());
        story.Delivered(Ask(story, Now));
        var reminded = story.When(new TimeReached(Now + Duration.FromDays(3)));
        Assert.NotEmpty(reminded.Letters());
        Assert.All(reminded.Letters(), letter => Assert.Null(letter.Content.Finding));
    }

    [Fact]
    public void One_of_your_own_comes_first()
    {
        var own = Own("our-shops", "en");
        var asked = Ask(Story.Of(Setup(new EducationRules { Own = [own] })), Now);
        Assert.Equal(own, asked.Letters()[0].Content.Finding!.Own);
    }

    [Fact]
    public void A_project_that_does_not_ask_for_it_quotes_nothing() =>
        Assert.Empty(Ask(Story.Of(Setup() with { Education = null }), Now).Events.OfType<FindingShown>());

    [Theory]
    [InlineData("Two words", "en")]
    [InlineData("shops", "fr")]
    public void Nonsense_is_refused(string id, string language) =>
        Assert.NotEmpty(SetupCheck.Problems(Setup(new EducationRules { Own = [Own(id, language)] })));

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4 }, null, null, null)]
    [InlineData(new[] { 5, 1, 4, 2, 3 }, 3, 5, 5)]
    [InlineData(new[] { -3, 0, 0, 2, 4, 5, 6, 8, 20, 40 }, 4, 20, 7)]
    public void Own_cases_have_figures_from_five_on(int[] daysLate, int? median, int? p85, int? late) =>
        Assert.Equal(new OwnCases(daysLate.Length, median, p85) { Late = late }, OwnCases.Of(daysLate));

    [Fact]
    public void Own_cases_come_before_what_was_published_elsewhere_and_once_a_quarter()
    {
        var cases = OwnCases.Of([0, 1, 2, 3, 9]);
        var story = Story.Of(Setup());
        Decision AskKnowing(Instant at, int days) => story.When(
            new ChangeReceived(at, A.Later(days), Release: true, "ann") { Elsewhere = new Elsewhere { Cases = cases } });
        var asked = AskKnowing(Now, 40);
        Assert.Equal(cases, asked.Letters().Single(l => l.To.Id == "hugh").Content.Finding!.Cases);
        Assert.All(asked.Events.OfType<FindingShown>(), e => Assert.Equal(cases, e.Cases));
        Assert.Equal("landmark", Quoted(AskKnowing(Now + Duration.FromDays(30), 50), "hugh"));
    }

    [Fact]
    public void Own_cases_can_be_left_out()
    {
        var story = Story.Of(Setup(new EducationRules { LeaveOut = [Findings.OwnCasesId] }));
        var asked = story.When(new ChangeReceived(Now, A.Later(40), Release: true, "ann")
        {
            Elsewhere = new Elsewhere { Cases = OwnCases.Of([0, 1, 2, 3, 9]) },
        });
        Assert.Equal("landmark", Quoted(asked, "hugh"));
    }

    [Fact]
    public void What_is_known_of_other_projects_is_not_kept()
    {
        var story = Story.Of(Setup());
        story.When(new ChangeReceived(Now, A.Later(40), Release: true, "ann")
        {
            Elsewhere = new Elsewhere { Read = [new ShownFinding("hugh", "landmark", Now)] },
        });
        Assert.Equal("one-in-six", story.State.Findings.Single(f => f.PersonId == "hugh").Finding);
        Assert.Equal("landmark", story.State.Findings.Single(f => f.PersonId == "olga").Finding);
    }

    [Fact]
    public void Where_it_is_decided_the_finding_of_its_letter_is_known()
    {
        var story = Story.Of(Setup());
        Ask(story, Now);
        var question = story.State.Questions.Open.Values.Single();
        Assert.Equal("landmark", Findings.ShownWith(story.State, question, "hugh")!.Id);
        Assert.Null(Findings.ShownWith(story.State, question, "sue"));
    }

    [Fact]
    public void Own_cases_are_reached_milestones_against_their_first_dates()
    {
        var story = Story.Of(A.Project, A.Task("t1", A.Launch));
        Assert.Empty(OwnCases.DaysLate(story.State));
        story.When(new PlanRead(Now + Duration.FromDays(70), A.Plan(A.Task("t1", A.Launch, 100) with { Done = A.Launch.PlusDays(7) })));
        Assert.Equal([5], OwnCases.DaysLate(story.State));
    }

    static StatedFinding Own(string id, string language) => new()
    {
        Id = id,
        Topic = FindingTopic.Overruns,
        Source = "Our own shops, 2026",
        Texts = [new FindingText { Language = language, Says = "Three of four shops opened later.", Limits = "They were larger." }],
    };
}
