using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Tests;

public class When_a_report_speaks_of_decisions
{
    [Fact]
    public void Open_decisions_come_first_among_what_waits_for_the_client()
    {
        var lines = Opened.Press("en", Sample.Rich with
        {
            DecisionsWaiting = [new DecisionWaiting(QuestionKind.Milestone, "Launch", Sample.Day(3, 24))],
        }).Lines;
        var heading = Array.IndexOf(lines, "== Waiting on you (3) ==");
        Assert.Equal("- Confirmation of “Launch” (asked by letter on 24 Mar)", lines[heading + 2]);
    }

    [Fact]
    public void A_decision_alone_waits_too() =>
        Assert.Contains(
            "- Signature of what is agreed, version 2 (asked by letter on 24 Mar)",
            Opened.Press("en", Sample.Unchanged with
            {
                DecisionsWaiting = [new DecisionWaiting(QuestionKind.Baseline, "2", Sample.Day(3, 24))],
            }).Lines);

    [Fact]
    public void A_moved_date_names_who_agreed_to_it_and_when()
    {
        var move = new AgreedMove(
            "m4", Sample.Day(5, 3), Sample.Day(5, 17), "change-4", "Hugh Harbour",
            Instant.FromUtc(2026, 4, 1, 23, 0));
        var text = Opened.Press("en", With(m => m with { AgreedBy = move })).Text;
        Assert.Contains("Original: 3 May → Agreed: 17 May", text, StringComparison.Ordinal);
        Assert.Contains("17 May agreed by Hugh Harbour on 2 Apr (change-4)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MilestoneState.Confirmed, "confirmed by the client")]
    [InlineData(MilestoneState.AwaitingClient, "waits for your confirmation")]
    [InlineData(MilestoneState.DeemedAccepted, "counts as accepted")]
    [InlineData(MilestoneState.Missed, "1 day later than agreed\n")]
    public void A_milestone_says_where_it_stands_with_the_client(MilestoneState standing, string expected)
    {
        var text = Opened.Press("en", With(m => m with { Standing = standing, InAll = 0 })).Text;
        Assert.Contains(expected, text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_standing_of_a_milestone_but_missed_has_words() =>
        Assert.All(
            Enum.GetNames<MilestoneState>().Where(name => name != nameof(MilestoneState.Missed)),
            name => Assert.True(Enum.TryParse<Word>($"Standing{name}", out _)));

    [Fact]
    public void Five_faces_ask_how_the_project_feels()
    {
        var links = Opened.Press("en", Sample.Rich).Document.QuerySelectorAll("a[href*='/pulse/']")
            .Select(a => new Uri(a.GetAttribute("href")!)).ToArray();
        Assert.Equal(["?score=1", "?score=2", "?score=3", "?score=4", "?score=5"], links.Select(l => l.Query));
        Assert.All(links, link =>
        {
            Assert.True(PersonSeal.Pulse.TryRead(
                Sample.Options.UnsubscribeKey.Span, link.Segments[^1], out var project, out var person));
            Assert.Equal(("harbour-museum", "wei"), (project, person));
        });
    }

    [Fact]
    public void Only_the_client_is_asked_and_has_a_page()
    {
        var letter = Sample.To("en", Sample.Rich);
        var html = Opened.Press(letter with { To = letter.To with { Role = Role.Manager } }).Html;
        Assert.DoesNotContain("/pulse/", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/client/", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sponsor_who_is_told_is_addressed_as_one()
    {
        var letter = Sample.ToManager("en", Notice.AnswerOverdueForSponsor);
        var opened = Opened.Press(letter with { To = letter.To with { Id = "sue", Role = Role.Sponsor } });
        Assert.Contains("For you as the sponsor", opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("manage", opened.Text, StringComparison.Ordinal);
        Assert.Contains("/client/", Assert.Single(opened.Document.QuerySelectorAll("a")).GetAttribute("href")!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Notice.AnswerOverdue, "/decisions/harbour-museum")]
    [InlineData(Notice.NobodyToAsk, "/decisions/harbour-museum")]
    [InlineData(Notice.ChangeDrafted, "/changes/harbour-museum/change-4")]
    [InlineData(Notice.ScopeGrew, "/changes/harbour-museum/scope-1")]
    [InlineData(Notice.MilestoneMissed, "/changes/harbour-museum")]
    [InlineData(Notice.PlanShrank, "/")]
    public void A_notice_leads_to_the_page_it_is_about(Notice notice, string path) =>
        Assert.Equal(
            path,
            new Uri(Opened.Press(Sample.ToManager("en", notice)).Document.QuerySelector("a")!
                .GetAttribute("href")!).AbsolutePath);

    static ReportContent With(Func<MilestoneLine, MilestoneLine> change) =>
        Sample.Rich with { Milestones = [change(Sample.Rich.Milestones[3])] };
}
