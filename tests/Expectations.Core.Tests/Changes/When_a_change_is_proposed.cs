using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Changes;

public sealed class When_a_change_is_proposed
{
    static readonly Instant Now = A.Registration + Duration.FromHours(1);

    static Story Signed()
    {
        var story = Story.Of(A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0 } }, A.Task("t1", A.Launch));
        story.When(story.Answer("hugh", Choices.Sign, Now));
        return story;
    }

    [Fact]
    public void A_draft_waits_for_the_manager()
    {
        var story = Signed();
        var drafted = story.When(new ChangeReceived(Now, A.Later(7), Release: false, "forecast"));
        Assert.Equal(Notice.ChangeDrafted, Assert.Single(drafted.Letters()).Notice());
        Assert.Empty(story.State.Questions.Open);
    }

    [Fact]
    public void The_option_chosen_makes_the_next_baseline_once()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        var answer = story.Answer("hugh", "extend", Now);
        story.When(answer).Only<QuestionSettled>();
        story.When(answer).Only<RequestRefused>();

        Assert.Equal((2, 2), (story.State.Agreed.Version, story.State.SignedVersion!.Value));
        Assert.Equal(A.Launch.PlusDays(7), story.State.Agreed.Milestones.Single().Date);
        Assert.Equal(A.Launch, story.State.Original.Milestones.Single().Date);
        var move = Assert.Single(story.State.Moved);
        Assert.Equal(("change-1", "Typed by hand", A.Launch), (move.Change, move.By, move.From));
        Assert.Equal(ChangeState.Chosen, story.State.Changes["change-1"].State);
    }

    [Fact]
    public void Reports_name_the_change_that_moved_a_date()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));
        var line = story.WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch)).Report().Milestones.Single();
        Assert.Equal((A.Launch, A.Launch.PlusDays(7)), (line.Original, line.Agreed));
        Assert.Equal(("change-1", "Typed by hand"), (line.AgreedBy!.Change, line.AgreedBy.By));
    }

    [Fact]
    public void Scope_that_is_cut_is_no_longer_agreed()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "cut", Now));
        Assert.Equal(["cards", "search"], story.State.Agreed.Requirements.Select(r => r.Id));
    }

    [Fact]
    public void An_edit_asks_anew_and_the_answer_to_the_old_text_decides_nothing()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        var old = story.Answer("hugh", "extend", Now);
        var edited = story.When(new ChangeReceived(Now, A.Later(9), Release: true, "ann"));
        Assert.Equal(QuestionOutcome.Superseded, edited.Only<QuestionSettled>().Outcome);
        story.When(old).Only<RequestRefused>();
        Assert.Equal(1, story.State.Agreed.Version);
    }

    [Fact]
    public void A_counter_offer_reaches_the_manager_and_changes_nothing()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        var counter = story.Answer("hugh", Choices.Counter, Now, "One week is too much.") with { Date = A.Launch.PlusDays(3) };
        var settled = story.When(counter);
        var receipt = Assert.IsType<ReceiptContent>(settled.Letters().Single(l => l.To.Id == "ann").Content);
        Assert.Equal(A.Launch.PlusDays(3), Assert.Single(receipt.Closed.Answers).Date);
        Assert.Equal((1, ChangeState.TurnedDown), (story.State.Agreed.Version, story.State.Changes["change-1"].State));
    }

    [Fact]
    public void One_taken_back_asks_nobody_any_more()
    {
        var story = Signed();
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(new ChangeWithdrawalAsked(Now, "change-1", "Solved", "ann")).Only<QuestionSettled>();
        Assert.Empty(story.State.Questions.Open);
        story.When(new ChangeWithdrawalAsked(Now, "change-1", "Solved", "ann")).Only<RequestRefused>();
    }

    [Fact]
    public void Where_all_must_agree_and_choose_differently_nothing_is_decided()
    {
        var story = Story.Of(
            A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0, Quorum = Quorum.All, SignBaseline = false } },
            A.Task("t1", A.Launch));
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        story.When(story.Answer("hugh", "extend", Now));
        Assert.Equal(QuestionOutcome.Disagreed, story.When(story.Answer("olga", "cut", Now)).Only<QuestionSettled>().Outcome);
        Assert.Equal(1, story.State.Agreed.Version);
    }

    [Fact]
    public void Fault_64_a_milestone_that_moves_while_its_confirmation_is_pending_is_asked_about_anew()
    {
        var story = Signed();
        story.When(new PlanRead(Now, A.Plan(A.Task("t1", A.Launch, percent: 100)))).Only<QuestionAsked>();
        var old = story.Answer("hugh", Choices.Confirm, Now);
        story.When(new ChangeReceived(Now, A.Later(7), Release: true, "ann"));
        var chosen = story.When(story.Answer("hugh", "extend", Now));
        Assert.Equal("milestone-launch-2", chosen.Only<QuestionAsked>().Question);
        story.When(old).Only<RequestRefused>();
    }

    [Fact]
    public void What_an_option_saves_is_part_of_what_is_agreed_to_and_changes_no_hash_where_it_saves_nothing()
    {
        static string Hash(decimal? saves) => new ChangeBody(
            A.Later(7) with { Options = [A.Later(7).Options[0] with { Cost = 0, Saves = saves }] },
            A.AskingProject.Baseline).Hash();
        Assert.NotEqual(Hash(100), Hash(200));
        Assert.NotEqual(Hash(null), Hash(100));
    }

    [Fact]
    public void An_option_that_costs_nothing_asks_for_no_code_and_none_saves_less_than_nothing()
    {
        var story = Signed();
        var rules = A.AskingProject.Decisions! with { HighImpactCost = 0 };
        var body = new ChangeBody(
            A.Later(7) with { Options = [.. A.Later(7).Options.Select(o => o with { Cost = 0 })] }, A.AskingProject.Baseline);
        var state = story.State with { Setup = story.State.Setup! with { Decisions = rules } };
        Assert.False(QuestionDecider.NeedsCode(state, body, "cut"));
        var refused = story.When(new ChangeReceived(
            Now, A.Later(7) with { Options = [A.Later(7).Options[1] with { Saves = -1 }] }, Release: true, "ann")).Only<RequestRefused>();
        Assert.Contains("options[0].saves", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("launch", "reject", "nobody has that word as an option")]
    [InlineData("landing", "extend", "there is no such milestone")]
    public void What_makes_no_sense_is_refused_with_the_place(string milestone, string option, string why)
    {
        Assert.NotEmpty(why);
        var story = Signed();
        var change = A.Later(7) with
        {
            Options =
            [
                new ChangeOption
                {
                    Id = option,
                    Kind = OptionKind.Extend,
                    Dates = ImmutableSortedDictionary<string, LocalDate>.Empty.Add(milestone, A.Launch.PlusDays(7)),
                },
            ],
        };
        var refused = story.When(new ChangeReceived(Now, change, Release: true, "ann")).Only<RequestRefused>();
        Assert.Contains("options[0]", refused.Reason, StringComparison.Ordinal);
    }
}
