using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Risks;

public sealed class When_nobody_acknowledges_a_warning
{
    /// <summary>Sixteen working hours after noon of the second of September.</summary>
    static readonly Instant Due = Instant.FromUtc(2026, 9, 4, 11, 0);

    static Story LateWithRisk(string mitigation = "A second provider is asked.") =>
        Warned.Late().Given(new RiskReceived(Warned.Day(1), Warned.Risk(mitigation), Warned.LateLaunch, "ann"));

    [Fact]
    public void It_goes_to_the_deciders_with_effect_mitigation_and_alternative()
    {
        var story = LateWithRisk();
        Assert.Empty(story.When(new TimeReached(Due - Duration.FromMinutes(1))).Events.OfType<WarningEscalated>());
        var told = story.When(new TimeReached(Due));
        Assert.Equal((LadderLevel.Decider, "hugh"), (told.Only<WarningEscalated>().Level, Assert.Single(told.Only<WarningEscalated>().To)));
        var letter = Assert.Single(told.Letters());
        var said = Assert.IsType<WarningContent>(letter.Content);
        Assert.Equal(
            ("hugh", "No payment by card at launch", "A second provider is asked.", "Invoices for the first month"),
            (letter.To.Id, said.Effect, said.Mitigation, said.Alternative));
        Assert.Equal((A.Launch, A.Launch.PlusDays(14)), (said.Milestone!.Agreed, said.Milestone.Now!.Value));
    }

    [Fact]
    public void The_client_sees_it_among_the_other_risks_they_may_read()
    {
        var other = Warned.Risk(weight: 2) with { Id = "texts", Title = "Texts late", Milestone = null };
        var kept = Warned.Risk(mitigation: "", weight: 5) with { Id = "secret", Title = "Not theirs to read", Milestone = null };
        var story = LateWithRisk().Given(
            new RiskReceived(Warned.Day(1), other, null, "ann"), new RiskReceived(Warned.Day(1), kept, null, "ann"));
        var said = story.When(new TimeReached(Due)).Letters().Select(l => l.Content).OfType<WarningContent>().Single();
        Assert.Equal([("Card provider late", 3, true), ("Texts late", 2, false)], said.Risks.Select(r => (r.Title, r.Impact, r.IsMeant)));
    }

    [Fact]
    public void A_single_risk_needs_no_comparison() =>
        Assert.Empty(LateWithRisk().When(new TimeReached(Due)).Letters().Select(l => l.Content).OfType<WarningContent>().Single().Risks);

    [Fact]
    public void It_goes_to_the_sponsor_after_that()
    {
        var story = LateWithRisk();
        story.When(new TimeReached(Due));
        var told = story.When(new TimeReached(Instant.FromUtc(2026, 9, 9, 11, 0)));
        Assert.Equal(LadderLevel.Sponsor, told.Only<WarningEscalated>().Level);
        var letter = Assert.Single(told.Letters());
        Assert.Equal(("sue", Notice.WarningEscalated), (letter.To.Id, letter.Notice()));
        Assert.Null(Ladder(story));
    }

    [Fact]
    public void Two_signals_of_one_risk_are_told_once()
    {
        PlanTask[] plan = [A.Task("t1", A.Launch.PlusDays(14)), .. Enumerable.Range(2, 3).Select(i => A.Task($"t{i}", new LocalDate(2026, 9, 1)))];
        var story = Warned.Late().Given(new RiskReceived(Warned.Day(1), Warned.Risk(weight: 4), Warned.LateLaunch, "ann"));
        Assert.Equal(Signal.OverdueTasks, story.Read(2, plan).Only<WarningRaised>().Signal);
        Assert.Single(story.When(new TimeReached(Due)).Letters());
        var second = story.When(new TimeReached(Due + Duration.FromDays(3)));
        Assert.Empty(second.Events.OfType<WarningEscalated>().Single(e => e.Level == LadderLevel.Decider).To);
        Assert.DoesNotContain(second.Letters(), l => l.Content is WarningContent);
    }

    [Fact]
    public void What_is_missing_keeps_it_with_the_manager_who_is_told()
    {
        var story = LateWithRisk(mitigation: "");
        var kept = story.When(new TimeReached(Due));
        Assert.Equal<GateLack>([GateLack.Mitigation], kept.Only<WarningWithheld>().Missing);
        var letter = Assert.Single(kept.Letters());
        Assert.Equal(("ann", Notice.WarningWithheld), (letter.To.Id, letter.Notice()));
        Assert.Empty(story.When(new TimeReached(Due + Duration.FromHours(9))).Events.OfType<WarningWithheld>());
    }

    [Fact]
    public void After_a_rest_the_manager_is_told_once_more_by_a_letter_of_its_own()
    {
        var story = LateWithRisk(mitigation: "");
        var first = Assert.Single(story.When(new TimeReached(Due)).Letters());
        story.When(new WarningSnoozeAsked(Due, Warned.LateLaunch, new LocalDate(2026, 9, 14), "New date on Friday", "ann"));
        var again = Assert.Single(story.When(new TimeReached(Ladder(story)!.Value)).Letters());
        Assert.Equal((Notice.WarningWithheld, Notice.WarningWithheld), (first.Notice(), again.Notice()));
        Assert.NotEqual(first.Key, again.Key);
    }

    [Fact]
    public void It_goes_as_soon_as_the_missing_words_are_there()
    {
        var story = LateWithRisk(mitigation: "");
        story.When(new TimeReached(Due));
        story.When(new RiskReceived(Due, Warned.Risk(), Warned.LateLaunch, "ann"));
        Assert.True(ProjectLedger.NextDueAt(story.State) <= Due);
        Assert.Equal(LadderLevel.Decider, story.When(new TimeReached(Due)).Only<WarningEscalated>().Level);
    }

    [Fact]
    public void A_trifle_never_reaches_the_client_by_itself()
    {
        var story = Warned.Late(days: 5).Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"));
        Assert.Equal<GateLack>([GateLack.Material], story.When(new TimeReached(Due)).Only<WarningWithheld>().Missing);
    }

    [Fact]
    public void A_weighty_risk_is_material_whatever_the_delay()
    {
        var story = Warned.Late(days: 5).Given(new RiskReceived(Warned.Day(1), Warned.Risk(weight: 4), Warned.LateLaunch, "ann"));
        Assert.Equal(LadderLevel.Decider, story.When(new TimeReached(Due)).Only<WarningEscalated>().Level);
    }

    [Fact]
    public void The_manager_may_let_even_a_trifle_go_and_has_then_taken_it_on()
    {
        var story = Warned.Late(days: 5).Given(new RiskReceived(Warned.Day(1), Warned.Risk(), Warned.LateLaunch, "ann"));
        var told = story.When(new WarningReleaseAsked(Warned.Day(1), Warned.LateLaunch, "ann"));
        Assert.IsType<WarningContent>(Assert.Single(told.Letters()).Content);
        Assert.Null(Ladder(story));
        Assert.Empty(story.When(new WarningReleaseAsked(Warned.Day(1), Warned.LateLaunch, "ann")).Events);
    }

    [Fact]
    public void Not_even_the_manager_can_let_it_go_without_a_way_out() =>
        Assert.Contains("mitigation", LateWithRisk(mitigation: "")
            .When(new WarningReleaseAsked(Warned.Day(1), Warned.LateLaunch, "ann")).Only<RequestRefused>().Reason, StringComparison.Ordinal);

    [Fact]
    public void Once_acknowledged_it_stays_where_it_is()
    {
        var story = LateWithRisk();
        story.When(new WarningAcknowledgementAsked(Warned.Day(2), Warned.LateLaunch, "ann")).Only<WarningAcknowledged>();
        Assert.Empty(story.When(new WarningAcknowledgementAsked(Warned.Day(2), Warned.LateLaunch, "ann")).Events);
        Assert.Null(Ladder(story));
    }

    [Fact]
    public void It_rests_until_a_day_and_the_clock_starts_anew()
    {
        var story = LateWithRisk();
        story.When(new WarningSnoozeAsked(Warned.Day(2), Warned.LateLaunch, new LocalDate(2026, 9, 14), "New date on Friday", "ann"));
        Assert.Equal(Instant.FromUtc(2026, 9, 15, 16, 0), Ladder(story));
    }

    [Theory]
    [InlineData("2026-09-03", "")]
    [InlineData("2026-09-02", "Later")]
    [InlineData("2027-09-03", "Later")]
    public void A_rest_without_a_reason_or_an_end_is_refused(string until, string reason) =>
        LateWithRisk().When(new WarningSnoozeAsked(
            Warned.Day(1), Warned.LateLaunch, NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value, reason, "ann")).Only<RequestRefused>();

    [Fact]
    public void Whoever_was_told_is_told_that_it_is_over()
    {
        var story = LateWithRisk();
        story.When(new TimeReached(Due));
        story.Read(4, A.Task("t1", A.Launch));
        var calm = story.Read(5, A.Task("t1", A.Launch));
        Assert.Equal(["hugh", "ann"], calm.Letters().Select(l => l.To.Id));
        Assert.True(Assert.IsType<WarningContent>(calm.Letters()[0].Content).IsOver);
    }

    [Fact]
    public void A_calm_reading_stops_the_clock()
    {
        var story = LateWithRisk();
        story.Read(2, A.Task("t1", A.Launch));
        Assert.Null(Ladder(story));
    }

    [Fact]
    public void A_pause_does_not_count()
    {
        var story = LateWithRisk().Given(new PauseAsked(Warned.Day(2), "ann", "Freeze"), new ResumeAsked(Warned.Day(20), "ann"));
        Assert.Equal(Instant.FromUtc(2026, 9, 23, 11, 0), Ladder(story));
    }

    static Instant? Ladder(Story story) => Expectations.Core.Risks.Ladder.DueAt(story.State, story.Open());
}
