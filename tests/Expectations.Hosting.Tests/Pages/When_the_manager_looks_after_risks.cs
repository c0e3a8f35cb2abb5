using AngleSharp.Dom;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_the_manager_looks_after_risks
{
    static async Task<Site> LateAsync()
    {
        var site = await Site.OpenAsync(A.Project with { Warnings = new WarningRules() }, A.Plan(A.Task("t1", A.Launch.PlusDays(14))));
        Assert.Single((await site.LedgerAsync()).OfType<WarningRaised>());
        return site;
    }

    [Fact]
    public async Task An_open_warning_says_why_and_what_is_missing()
    {
        await using var site = await LateAsync();
        var words = (await site.SeeAsync("/risks/webshop")).Words();
        Assert.Contains("Later than agreed: Launch", words, StringComparison.Ordinal);
        Assert.Contains("10 working days after the agreed", words, StringComparison.Ordinal);
        Assert.Contains("what is done against it is not written", words, StringComparison.Ordinal);
        Assert.Contains("Goes up on", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_on_it_goes_no_further_up()
    {
        await using var site = await LateAsync();
        var page = await site.FollowAsync(await site.PressAsync(await site.SeeAsync("/risks/webshop"), "I take it on"));
        Assert.Single((await site.LedgerAsync()).OfType<WarningAcknowledged>());
        Assert.DoesNotContain("Goes up on", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_rests_until_a_day_with_a_reason()
    {
        await using var site = await LateAsync();
        var page = await site.SeeAsync("/risks/webshop");
        page.Type("until", "2026-09-14").Type("reason", "New date on Friday");
        await site.FollowAsync(await site.PressAsync(page, "Let it rest"));
        Assert.Equal(new LocalDate(2026, 9, 14), Assert.Single((await site.LedgerAsync()).OfType<WarningSnoozed>()).Until);
    }

    [Fact]
    public async Task A_risk_is_written_and_the_deciders_are_told()
    {
        await using var site = await LateAsync();
        var page = await site.SeeAsync("/risks/webshop");
        page.Type("risk", "late-launch").Type("title", "Card provider late").Type("effect", "No cards").Type("mitigation", "A second one").Type("alternative", "Invoices");
        var board = await site.FollowAsync(await site.PressAsync(page, "Record the risk"));
        Assert.Equal("late-forecast-launch-1", Assert.Single((await site.LedgerAsync()).OfType<RiskRaised>()).Warning);
        await site.FollowAsync(await site.PressAsync(board, "Tell the deciders now"));
        Assert.Equal(LadderLevel.Decider, Assert.Single((await site.LedgerAsync()).OfType<WarningEscalated>()).Level);
    }

    [Fact]
    public async Task The_register_is_a_picture_that_says_the_same_in_words()
    {
        await using var site = await LateAsync();
        var picture = (await site.SeeAsync("/risks/webshop")).QuerySelector("svg.chart")!;
        Assert.Equal("1 Card provider late: probability 3, impact 3 of 5", picture.GetAttribute("aria-label"));
        Assert.Equal(25, picture.QuerySelectorAll("polygon").Length);
    }

    [Fact]
    public async Task A_project_that_does_not_warn_says_so()
    {
        await using var site = await Site.OpenAsync();
        Assert.Contains("warns of nothing", (await site.SeeAsync("/risks/webshop")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_of_a_risk_stay_words()
    {
        await using var site = await Site.OpenAsync(A.Project with
        {
            Risks = [new Risk { Id = "r1", Title = "\"><script>alert(1)</script>", Effect = "x", Mitigation = "x", Alternative = "x" }],
        });
        Assert.Empty((await site.SeeAsync("/risks/webshop")).QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task A_date_that_is_none_is_said()
    {
        await using var site = await LateAsync();
        var page = await site.SeeAsync("/risks/webshop");
        page.Type("until", "soon").Type("reason", "Later");
        var answer = await site.PressAsync(page, "Let it rest");
        Assert.Equal(400, answer.Status);
        Assert.Contains("2026-03-27", answer.Page().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_cases_are_those_the_letters_tell_of_however_many_projects_there_are()
    {
        await using var site = await Site.OpenAsync(plan: A.Plan(A.Task("t1", A.Launch, 100)));
        await Parallel.ForEachAsync(Enumerable.Range(0, 202), async (i, end) =>
        {
            var setup = A.Project with { Id = $"a-{i}" };
            await site.Runner.ApplyAsync(setup.Id, new SetupReceived(site.Now, setup), end);
        });

        foreach (var page in new[] { "/changes/webshop/new", "/risks/webshop" })
            Assert.Contains("Finished milestones so far: 1.", (await site.SeeAsync(page)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_cases_stand_where_a_date_is_moved_and_have_no_figures_below_five()
    {
        await using var few = await Site.OpenAsync(plan: A.Plan(A.Task("t1", A.Launch, 100)));
        Assert.Contains("Finished milestones so far: 1.", (await few.SeeAsync("/changes/webshop/new")).Words(), StringComparison.Ordinal);

        var milestones = Enumerable.Range(0, 5).Select(i => new Milestone { Id = $"m{i}", Name = $"Part {i}", Date = A.Launch, Label = $"category{i + 10}" });
        var tasks = Enumerable.Range(0, 5).Select(i => A.Task($"t{i}", A.Launch, 100, labels: $"category{i + 10}") with { Done = A.Launch.PlusDays(7 * i) });
        await using var enough = await Site.OpenAsync(
            A.Project with { Baseline = A.Project.Baseline with { Milestones = [.. milestones] } }, A.Plan([.. tasks]));
        Assert.Contains(
            "4 of 5 finished milestones of all projects came later than first agreed. Half of all came at most 10 working days late, 85 of 100 came at most 20 working days late",
            (await enough.SeeAsync("/risks/webshop")).Words(), StringComparison.Ordinal);
    }
}
