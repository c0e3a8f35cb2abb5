using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Letters;

public sealed class When_notices_are_gathered
{
    /// <summary>Half past eight in London on Thursday, the day after the warning.</summary>
    static readonly Instant NextMorning = Instant.FromUtc(2026, 9, 3, 7, 30);

    static ProjectSetup Project => Warned.Project with { Noise = new NoiseBudget { DigestAt = new LocalTime(8, 30) } };

    [Fact]
    public void What_asks_for_nothing_urgent_waits_for_the_next_working_morning()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        var read = story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        Assert.Equal(Notice.WarningRaised, read.Only<NoticeGathered>().Notice);
        Assert.Empty(read.Letters());
        Assert.Equal(NextMorning, Digest.NextDueAt(story.State));
        Assert.Empty(story.When(new TimeReached(NextMorning - Duration.FromSeconds(1))).Letters());
        var letter = Assert.Single(story.When(new TimeReached(NextMorning)).Letters());
        var content = Assert.IsType<DigestContent>(letter.Content);
        Assert.Equal(("ann", Notice.WarningRaised), (letter.To.Id, Assert.Single(content.Notices).Notice));
        Assert.Empty(story.State.Letters.Gathered);
        Assert.Empty(story.When(new TimeReached(NextMorning + Duration.FromMinutes(1))).Letters());
    }

    [Fact]
    public void A_link_nobody_would_get_is_not_issued() =>
        Assert.Empty(Story.Of(Project, A.Task("t1", A.Launch)).Read(1, A.Task("t1", A.Launch.PlusDays(4))).Events.OfType<LinkIssued>());

    [Fact]
    public void What_is_red_goes_at_once_with_its_link()
    {
        var read = Story.Of(Project, A.Task("t1", A.Launch)).Read(1, A.Task("t1", A.Launch.PlusDays(14)));
        Assert.Equal(Notice.WarningRaised, Assert.Single(read.Letters()).Notice());
        read.Only<LinkIssued>();
        Assert.Empty(read.Events.OfType<NoticeGathered>());
    }

    [Fact]
    public void What_keeps_a_letter_from_the_client_goes_at_once()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        var failed = story.When(new PlanReadFailed(A.FirstReport, PlanTrouble.ConsentLost, "403"));
        Assert.Equal(Notice.PlanUnreadable, Assert.Single(failed.Letters()).Notice());
    }

    [Fact]
    public void What_the_client_answered_goes_at_once()
    {
        var story = Warned.Late(setup: Project).Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"));
        story.When(new TimeReached(Instant.FromUtc(2026, 9, 4, 11, 0)));
        Assert.Equal(
            Notice.WarningAnswered,
            Assert.Single(story.When(story.Answer("hugh", Choices.TakeOn, Instant.FromUtc(2026, 9, 4, 12, 0))).Letters()).Notice());
    }

    [Fact]
    public void A_warning_that_is_a_trifle_and_stays_with_the_manager_can_wait_as_well()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        story.Given(new TimeReached(NextMorning));
        var kept = story.When(new TimeReached(Instant.FromUtc(2026, 9, 4, 11, 0)));
        kept.Only<WarningWithheld>();
        Assert.Equal(Notice.WarningWithheld, kept.Only<NoticeGathered>().Notice);
    }

    [Fact]
    public void What_asks_for_nothing_at_all_waits_for_something_that_does_a_week_at_most()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        story.Given(new TimeReached(NextMorning));
        story.Read(2, A.Task("t1", A.Launch));
        story.Read(3, A.Task("t1", A.Launch)).Only<WarningCleared>();
        Assert.Equal(Instant.FromUtc(2026, 9, 14, 7, 30), Digest.NextDueAt(story.State));
        story.Read(7, A.Task("t1", A.Launch.PlusDays(4)));
        Assert.Equal(Instant.FromUtc(2026, 9, 9, 7, 30), Digest.NextDueAt(story.State));
        var digest = Assert.Single(story.When(new TimeReached(Instant.FromUtc(2026, 9, 9, 7, 30))).Letters(), l => l.Content is DigestContent);
        Assert.Equal(2, ((DigestContent)digest.Content).Notices.Length);
    }

    [Fact]
    public void On_the_weekend_nothing_goes_and_Monday_has_it_all_in_one()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(3, A.Task("t1", A.Launch.PlusDays(4)));
        story.Read(4, A.Task("t1", A.Launch));
        story.Read(5, A.Task("t1", A.Launch));
        var monday = Instant.FromUtc(2026, 9, 7, 7, 30);
        Assert.Equal(monday, Digest.NextDueAt(story.State));
        var content = Assert.IsType<DigestContent>(Assert.Single(
            story.When(new TimeReached(monday)).Letters(), l => l.Content is DigestContent).Content);
        Assert.Equal([Notice.WarningRaised, Notice.WarningCleared], content.Notices.Select(n => n.Notice));
    }

    [Fact]
    public void After_a_late_start_the_manager_still_gets_one_a_day_at_most()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        var late = Instant.FromUtc(2026, 9, 4, 5, 0);
        Assert.Single(story.When(new TimeReached(late)).Letters(), l => l.Content is DigestContent);
        story.When(new PlanRead(late + Duration.FromHours(1), A.Plan(A.Task("t1", A.Launch.PlusDays(4)), A.Task("t2", A.Launch.PlusDays(-90)), A.Task("t3", A.Launch.PlusDays(-90)), A.Task("t4", A.Launch))))
            .Only<NoticeGathered>();
        Assert.Equal(Instant.FromUtc(2026, 9, 7, 7, 30), Digest.NextDueAt(story.State));
    }

    [Fact]
    public void Whoever_wants_no_digest_any_more_still_gets_what_was_gathered()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        story.Given(new SetupReceived(Warned.Day(1), Warned.Project));
        Assert.Single(story.When(new TimeReached(Warned.Day(1))).Letters(), l => l.Content is DigestContent);
    }

    [Fact]
    public void Projects_that_do_not_ask_for_it_get_each_notice_at_once()
    {
        var read = Story.Of(Warned.Project, A.Task("t1", A.Launch)).Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        Assert.Equal(Notice.WarningRaised, Assert.Single(read.Letters()).Notice());
    }

    [Fact]
    public void A_paused_project_keeps_it_until_it_goes_on()
    {
        var story = Story.Of(Project, A.Task("t1", A.Launch));
        story.Read(1, A.Task("t1", A.Launch.PlusDays(4)));
        story.Given(new PauseAsked(Warned.Day(1), "ann", "Summer"));
        Assert.Empty(story.When(new TimeReached(NextMorning)).Letters());
        story.Given(new ResumeAsked(Warned.Day(3), "ann"));
        Assert.Single(story.When(new TimeReached(Warned.Day(3))).Letters(), l => l.Content is DigestContent);
    }
}
