using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Questions;

public sealed class When_the_client_decides_by_link
{
    static readonly Instant Morning = A.Registration + Duration.FromDays(1);
    static readonly Duration Undo = Duration.FromMinutes(10);

    static Story Asked(Func<DecisionRules, DecisionRules>? change = null) => Story.Of(
        A.AskingProject with { Decisions = (change ?? (r => r))(new DecisionRules()) }, A.Task("t1", A.Launch));

    [Fact]
    public void It_takes_effect_after_the_time_to_undo_and_everyone_gets_a_receipt()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Morning)).Only<AnswerGiven>();
        Assert.Null(story.State.SignedVersion);
        Assert.Equal(Morning + Undo, ProjectLedger.NextDueAt(story.State));

        var settled = story.When(new TimeReached(Morning + Undo));
        Assert.Equal(Choices.Sign, settled.Only<QuestionSettled>().Choice);
        Assert.Equal(["ann", "hugh", "olga"], settled.Letters().Where(l => l.Key.Kind == "receipt").Select(l => l.To.Id).Order(StringComparer.Ordinal));
        Assert.Equal(1, story.State.SignedVersion);
        Assert.Empty(story.When(new TimeReached(Morning + Undo)).Events);
    }

    [Fact]
    public void It_can_be_taken_back_until_then()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        story.When(new UndoAsked(Morning + Undo - Duration.FromSeconds(1), story.LinkOf("hugh"))).Only<AnswerTakenBack>();
        story.When(new TimeReached(Morning + Undo));
        Assert.Null(story.State.SignedVersion);
        story.When(story.Answer("hugh", Choices.Objection, Morning + Undo, "The date is wrong.")).Only<AnswerGiven>();
    }

    [Fact]
    public void Afterwards_it_cannot()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        story.When(new TimeReached(Morning + Undo));
        story.When(new UndoAsked(Morning + Undo, story.LinkOf("hugh"))).Only<RequestRefused>();
        Assert.Equal(1, story.State.SignedVersion);
    }

    [Fact]
    public void Fault_60_the_second_decider_sees_who_was_first()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        story.When(story.Answer("olga", Choices.Objection, Morning, "No.")).Only<RequestRefused>();
        var standing = LinkStanding.Of(story.State, story.LinkOf("olga"), Morning);
        Assert.Equal((LinkState.DecidedByOther, "Typed by hand"), (standing.State, standing.Answer!.Name));
    }

    [Fact]
    public void Fault_61_one_who_rejects_blocks_where_all_must_agree_and_earlier_approvers_hear_of_it()
    {
        var story = Asked(r => r with { Quorum = Quorum.All });
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        story.When(new TimeReached(Morning + Duration.FromHours(1)));
        Assert.Single(story.State.Questions.Open);

        story.When(story.Answer("olga", Choices.Objection, Morning + Undo, "Too late for the season."));
        var settled = story.When(new TimeReached(Morning + Undo + Undo));
        Assert.Equal(Choices.Objection, settled.Only<QuestionSettled>().Choice);
        Assert.Contains(settled.Letters(), l => l.To.Id == "hugh" && l.Key.Kind == "receipt");
        Assert.Null(story.State.SignedVersion);
    }

    [Fact]
    public void All_agree_where_all_must()
    {
        var story = Asked(r => r with { Quorum = Quorum.All, UndoMinutes = 0 });
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        Assert.Null(story.State.SignedVersion);
        story.When(story.Answer("olga", Choices.Sign, Morning)).Only<QuestionSettled>();
        Assert.Equal(1, story.State.SignedVersion);
    }

    [Fact]
    public void Fault_63_an_answer_to_other_content_decides_nothing()
    {
        var story = Asked();
        var answer = story.Answer("hugh", Choices.Sign, Morning) with { Seen = new string('0', 64) };
        story.When(answer).Only<RequestRefused>();
        story.When(story.Answer("hugh", Choices.Sign, Morning)).Only<AnswerGiven>();
    }

    [Fact]
    public void Fault_63_what_was_edited_meanwhile_is_asked_anew_and_the_old_link_says_so()
    {
        var story = Asked();
        var old = story.Answer("hugh", Choices.Sign, Morning);
        var edited = story.When(new SetupReceived(Morning, story.Setup with
        {
            Baseline = story.Setup.Baseline with { Goals = ["Sell online by spring"] },
        }));
        Assert.Equal(QuestionOutcome.Superseded, edited.Only<QuestionSettled>().Outcome);
        Assert.Equal("2", edited.Only<QuestionAsked>().Subject);
        story.When(old).Only<RequestRefused>();
        Assert.Equal(LinkState.Superseded, LinkStanding.Of(story.State, old.Link, Morning).State);
        story.When(story.Answer("hugh", Choices.Sign, Morning));
        story.When(new TimeReached(Morning + Undo));
        Assert.Equal((2, "Sell online by spring"), (story.State.SignedVersion!.Value, story.State.Agreed.Goals[0]));
    }

    [Fact]
    public void Fault_59_an_old_link_only_gets_a_fresh_one()
    {
        var story = Asked();
        var late = Morning + Duration.FromDays(30);
        var old = story.LinkOf("hugh");
        Assert.Equal(LinkState.Expired, LinkStanding.Of(story.State, old, late).State);
        story.When(story.Answer("hugh", Choices.Sign, late)).Only<RequestRefused>();

        var again = story.When(new FreshLinkAsked(late, old));
        Assert.Equal("hugh", Assert.Single(again.Letters()).To.Id);
        story.When(story.Answer("hugh", Choices.Sign, late)).Only<AnswerGiven>();
    }

    [Fact]
    public void Fresh_links_are_mailed_a_few_times_a_day_at_most()
    {
        var story = Asked();
        var late = Morning + Duration.FromDays(30);
        var old = story.LinkOf("hugh");
        for (var asked = 0; asked < 10; asked++)
            story.When(new FreshLinkAsked(late, old));
        Assert.InRange(story.Ledger.OfType<LinkIssued>().Count(l => l.PersonId == "hugh"), 2, 5);
    }

    [Theory]
    [InlineData("", Choices.Sign, null)]
    [InlineData("  ", Choices.Sign, null)]
    [InlineData("Hugh\u202e", Choices.Sign, null)]
    [InlineData("Hugh", "approve-all", null)]
    [InlineData("Hugh", Choices.Objection, " ")]
    [InlineData("Hugh", Choices.Objection, "why\u0000")]
    public void Whatever_is_missing_or_hostile_is_refused(string name, string choice, string? words)
    {
        var story = Asked();
        story.When(story.Answer("hugh", choice, Morning, words) with { Name = name }).Only<RequestRefused>();
        Assert.Single(story.State.Questions.Open);
    }

    [Fact]
    public void A_link_nobody_was_mailed_leads_nowhere()
    {
        var story = Asked();
        story.When(story.Answer("hugh", Choices.Sign, Morning) with { Link = new string('f', 64) }).Only<RequestRefused>();
    }

    [Fact]
    public void Fault_65_while_the_project_is_paused_links_do_nothing_and_are_mailed_again_afterwards()
    {
        var story = Asked();
        var answer = story.Answer("hugh", Choices.Sign, Morning);
        var paused = story.When(new PauseAsked(Morning, "ann", "Budget"));
        Assert.Contains(new WithdrawLetters(Kind: "question"), paused.Effects);
        Assert.DoesNotContain(new WithdrawLetters(), paused.Effects);
        story.When(answer).Only<RequestRefused>();
        Assert.Equal(LinkState.Paused, LinkStanding.Of(story.State, answer.Link, Morning).State);

        var resumed = story.When(new ResumeAsked(Morning + Duration.FromDays(5), "ann"));
        Assert.Equal(["hugh", "olga"], resumed.Letters().Select(l => l.To.Id).Order(StringComparer.Ordinal));
        story.When(story.Answer("hugh", Choices.Sign, Morning + Duration.FromDays(5))).Only<AnswerGiven>();
    }

    [Fact]
    public void A_letter_is_written_once_for_each_link()
    {
        var story = Asked();
        var keys = story.Ledger.OfType<LinkIssued>().Count();
        Assert.Equal(2, keys);
        var again = story.When(new FreshLinkAsked(Morning, story.LinkOf("hugh")));
        Assert.NotEqual(new LetterKey("question", "baseline-1-1", "hugh", 0), Assert.Single(again.Letters()).Key);
    }

    /// <summary>Links that wait for an answer while the program is replaced are bound to these.</summary>
    public static TheoryData<QuestionBody, string> Bound() => new()
    {
        { new MilestoneBody(Milestone, A.Launch, A.Launch, [Shop], 10), "7cf96df2d8fc49c5ff1e164221887a3b" },
        { new ChangeBody(A.Later(7), A.AskingProject.Baseline), "501e65e1cf213d11ed91793ba2521716" },
        { new PrioritiesBody(A.AskingProject.Baseline.Requirements, 10), "21ac630539c41ee0ff2c0f536f43299b" },
        { new CapacityLineBody([new RankedRequirement(A.AskingProject.Baseline.Requirements[0], 4.5, 4, 5, IsIn: true)], 10), "050afbf082786a4bc367675b02eb2906" },
    };

    static Milestone Milestone => A.AskingProject.Baseline.Milestones[0];

    static Deliverable Shop => A.AskingProject.Baseline.Deliverables[0];

    [Theory]
    [MemberData(nameof(Bound))]
    public void What_is_bound_hashes_the_same_in_every_version(QuestionBody body, string hash) =>
        Assert.StartsWith(hash, body.Hash(), StringComparison.Ordinal);
}
