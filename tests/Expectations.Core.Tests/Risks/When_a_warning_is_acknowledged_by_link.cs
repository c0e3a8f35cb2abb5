using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_a_warning_is_acknowledged_by_link
{
    /// <summary>When it goes to the deciders, sixteen working hours after it was raised.</summary>
    static readonly Instant ToDeciders = Instant.FromUtc(2026, 9, 4, 11, 0);

    static readonly Instant ToSponsor = Instant.FromUtc(2026, 9, 9, 11, 0);

    static Story Told()
    {
        var story = Warned.Late().Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"));
        story.When(new TimeReached(ToDeciders));
        return story;
    }

    [Fact]
    public void Everyone_who_is_told_gets_a_link_of_their_own()
    {
        var story = Told();
        story.When(new TimeReached(ToSponsor));
        Assert.Equal(["ann", "hugh", "sue"], story.Ledger.OfType<LinkIssued>().Select(l => l.PersonId));
        Assert.All(story.Ledger.OfType<LinkIssued>(), link => Assert.True(link.AboutWarning));
    }

    [Fact]
    public void The_letter_says_which_warning_its_link_answers() =>
        Assert.All(
            Warned.Late().Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"))
                .When(new TimeReached(ToDeciders)).Letters(),
            letter => Assert.Equal(Warned.LateLaunch, letter.Content.Answer!.Warning));

    [Fact]
    public void A_decider_who_sees_to_it_stops_it_on_its_way_up_and_the_manager_hears_of_it()
    {
        var story = Told();
        var answered = story.When(story.Answer("hugh", Choices.TakeOn, ToDeciders));
        Assert.Equal(("Typed by hand", "hugh"), (answered.Only<WarningAcknowledged>().By, answered.Only<WarningAcknowledged>().PersonId));
        var letter = Assert.Single(answered.Letters());
        Assert.Equal(("ann", Notice.WarningAnswered), (letter.To.Id, letter.Notice()));
        Assert.Empty(story.When(new TimeReached(ToSponsor)).Events.OfType<WarningEscalated>());
    }

    [Fact]
    public void The_manager_needs_no_letter_about_the_managers_own_answer()
    {
        var story = Warned.Late();
        var answered = story.When(story.Answer("ann", Choices.TakeOn, Warned.Day(1)));
        Assert.Equal("ann", answered.Only<WarningAcknowledged>().PersonId);
        Assert.Empty(answered.Effects);
    }

    [Fact]
    public void It_rests_with_a_reason_until_a_day_and_its_link_works_again_after_that()
    {
        var story = Told();
        Assert.Contains("why", Refusal(story, story.Answer("hugh", Choices.Rest, ToDeciders) with { Date = new LocalDate(2026, 9, 11) }), StringComparison.Ordinal);
        Assert.Contains("after today", Refusal(story, story.Answer("hugh", Choices.Rest, ToDeciders, "On holiday")), StringComparison.Ordinal);
        var rest = story.Answer("hugh", Choices.Rest, ToDeciders, "We meet on Friday.") with { Date = new LocalDate(2026, 9, 11) };
        var rests = story.When(rest).Only<WarningSnoozed>();
        Assert.Equal(("We meet on Friday.", "hugh"), (rests.Reason, rests.PersonId));
        Assert.Equal((LinkState.Closed, Choices.Rest), (Standing(story, rest.Link, ToSponsor).State, Standing(story, rest.Link, ToSponsor).Answer!.Choice));
        Assert.Equal(LinkState.Open, Standing(story, rest.Link, Instant.FromUtc(2026, 9, 11, 8, 0)).State);
    }

    [Fact]
    public void Once_somebody_sees_to_it_the_links_of_all_others_say_who()
    {
        var story = Told();
        story.Given(story.Answer("hugh", Choices.TakeOn, ToDeciders));
        var standing = Standing(story, story.LinkOf("ann"), ToSponsor);
        Assert.Equal((LinkState.Closed, "Typed by hand", Choices.TakeOn), (standing.State, standing.Answer!.Name, standing.Answer.Choice));
        story.When(story.Answer("ann", Choices.TakeOn, ToSponsor)).Only<RequestRefused>();
    }

    [Fact]
    public void A_warning_that_is_over_has_nothing_left_to_answer()
    {
        var story = Told();
        var link = story.LinkOf("hugh");
        story.Read(8, A.Task("t1", A.Launch));
        story.Read(9, A.Task("t1", A.Launch));
        Assert.Equal((LinkState.Closed, (Answer?)null), (Standing(story, link, Warned.Day(9)).State, Standing(story, link, Warned.Day(9)).Answer));
    }

    [Fact]
    public void What_it_means_must_be_what_was_read()
    {
        var story = Told();
        var answer = story.Answer("hugh", Choices.TakeOn, ToDeciders);
        story.Given(new RiskReceived(ToDeciders, Warned.Risk("Nothing is done."), Warned.LateLaunch, "ann"));
        Assert.Contains("has changed", Refusal(story, answer), StringComparison.Ordinal);
        story.Read(8, A.Task("t1", A.Launch.PlusDays(21)));
        story.When(story.Answer("hugh", Choices.TakeOn, ToDeciders)).Only<WarningAcknowledged>();
    }

    [Fact]
    public void It_takes_a_typed_name_and_one_of_the_two_answers()
    {
        var story = Told();
        Assert.Contains("name", Refusal(story, story.Answer("hugh", Choices.TakeOn, ToDeciders) with { Name = " " }), StringComparison.Ordinal);
        Assert.Contains("chosen", Refusal(story, story.Answer("hugh", Choices.Confirm, ToDeciders)), StringComparison.Ordinal);
        story.When(new UndoAsked(ToDeciders, story.LinkOf("hugh"))).Only<RequestRefused>();
        story.When(new PassOnAsked(ToDeciders, story.LinkOf("hugh"), "Olga", "olga@harbour.example")).Only<RequestRefused>();
    }

    [Fact]
    public void A_link_that_is_too_old_is_mailed_afresh()
    {
        var setup = Warned.Project with { Decisions = new DecisionRules { LinkDays = 1 }, Warnings = new WarningRules { HoursForDecider = 800 } };
        var story = Warned.Late(setup: setup).Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"));
        story.When(new TimeReached(ToDeciders));
        var link = story.LinkOf("hugh");
        Assert.Equal(LinkState.Expired, Standing(story, link, ToSponsor).State);
        var fresh = story.When(new FreshLinkAsked(ToSponsor, link));
        Assert.Equal("hugh", Assert.Single(fresh.Letters()).To.Id);
        Assert.Equal(LinkState.Open, Standing(story, story.LinkOf("hugh"), ToSponsor).State);
    }

    static string Refusal(Story story, Fact fact) => story.When(fact).Only<RequestRefused>().Reason;

    static LinkStanding Standing(Story story, string link, Instant at) => LinkStanding.Of(story.State, link, at);
}
