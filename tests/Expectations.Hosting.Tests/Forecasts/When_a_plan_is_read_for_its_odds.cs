using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Tests.Pages;
using static Expectations.Hosting.Tests.Forecasts.SteadyWork;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_a_plan_is_read_for_its_odds
{
    static readonly ProjectSetup Setup = A.AskingProject with { Forecasts = new ForecastRules { DraftChangeBelow = 60 } };

    [Fact]
    public async Task The_same_plan_has_the_same_odds_on_every_machine()
    {
        await using var one = await Site.OpenAsync(Setup, Plan(0));
        await using var other = await Site.OpenAsync(Setup, Plan(0));
        Assert.Equal(Days(await one.LedgerAsync()), Days(await other.LedgerAsync()));
    }

    [Fact]
    public async Task Odds_are_seven_dates_that_never_fall()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        var days = Days(await site.LedgerAsync());
        Assert.Equal(7, days.Length);
        Assert.Equal(days.Order(), days);
    }

    [Fact]
    public async Task Weeks_of_own_work_count_once_there_are_enough()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        await WorkAsync(site, weeks: 6);
        var said = (await site.Runner.StateAsync(Setup.Id)).Forecasts!.Milestones["launch"].Forecast!.Said;
        Assert.True(said.Weeks >= 4, $"{said.Weeks} weeks counted.");
        Assert.Contains(said.Opinions!.Value, o => o.Source == ForecastVoice.Pace && o.Weight > 0);
    }

    [Fact]
    public async Task A_slow_pace_drafts_a_change_with_the_odds_of_every_way_to_go_on()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        await WorkAsync(site, weeks: 7);
        var drafted = (await site.LedgerAsync()).OfType<ChangeProposed>().First(c => c.By == "forecast").Change;
        Assert.Equal(
            [OptionKind.CutScope, OptionKind.AddResources, OptionKind.Extend, OptionKind.Keep], drafted.Options.Select(o => o.Kind));
        Assert.All(drafted.Options, o => Assert.True(o is { P50: not null, P85: not null, Odds: >= 1 and <= 99 }));
        var keep = drafted.Options.Single(o => o.Kind == OptionKind.Keep);
        Assert.True(drafted.Options.Single(o => o.Kind == OptionKind.Extend).Odds >= 85);
        Assert.True(drafted.Options.Single(o => o.Kind == OptionKind.CutScope).Odds > keep.Odds);
        Assert.DoesNotContain("cards", drafted.Options.SelectMany(o => o.Drops));
    }

    [Fact]
    public async Task A_finished_milestone_becomes_a_case_for_other_projects()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        await site.ReachAsync(A.FirstReport);
        site.Plan = Plan(30);
        await site.ReachAsync(A.Report(2));
        var track = (await site.Runner.StateAsync(Setup.Id)).Forecasts!.Milestones["launch"];
        Assert.NotNull(track.FinishedOn);
        Assert.NotEmpty(track.Points);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    public async Task Forecasts_learn_from_the_organisations_own_milestones_once_there_are_three(int finished, int judged)
    {
        await using var site = await Site.OpenAsync(A.AskingProject, Plan(0));
        for (var i = 0; i < finished; i++)
        {
            await site.Runner.ApplyAsync($"past-{i}", new SetupReceived(A.Registration, Setup with { Id = $"past-{i}" }));
            for (var week = 1; week <= 6; week++)
                await site.Runner.ApplyAsync($"past-{i}", new PlanRead(A.Report(week), Plan(5 * week)));
        }
        using var experience = new Experience(site.Store);
        var lessons = await experience.AsOfAsync(new LocalDate(2027, 5, 1), default);
        Assert.Equal((finished, judged), (lessons.Cases.Length, lessons.Record.Milestones));
    }

    [Fact]
    public async Task A_project_that_did_not_ask_for_odds_gets_none()
    {
        await using var site = await Site.OpenAsync(A.AskingProject, Plan(0));
        Assert.DoesNotContain(await site.LedgerAsync(), e => e is ForecastMade);
    }

    [Fact]
    public async Task The_page_says_how_likely_each_date_is_and_what_would_do()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        await WorkAsync(site, weeks: 6);
        var verdict = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!;
        Assert.Matches(@"Fri 30 Oct 2026: \d+ in 100\. Even odds by .+, 80 in 100 by .+, 85 in 100 by .+\.", verdict.QuerySelectorAll("strong")[1].ParentElement!.TextContent);
        Assert.Matches(@"if it were due on \w{3} \d+ \w{3} 202\d", verdict.QuerySelectorAll("ul")[0].QuerySelectorAll("li")[^1].TextContent);
        Assert.Contains("open tasks until then", verdict.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_same_answer_and_nothing_is_recorded()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        var before = (await site.LedgerAsync()).Count;
        var answer = await site.AskAsync("GET", "/api/projects/webshop/verdict");
        var line = JsonDocument.Parse(answer.Body).RootElement[0];
        Assert.Equal("launch", line.GetProperty("milestone").GetString());
        Assert.InRange(line.GetProperty("chance").GetInt32(), 1, 99);
        Assert.Equal(before, (await site.LedgerAsync()).Count);
    }

    [Fact]
    public async Task A_picture_shows_how_the_date_has_moved_and_says_so_in_words()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(0));
        await WorkAsync(site, weeks: 3);
        var picture = (await site.SeeAsync("/verdict/webshop")).QuerySelector("svg.chart")!;
        Assert.StartsWith("How the date of “Launch” has moved: agreed for Fri 30 Oct 2026; on Fri 4 Sep 2026 the plan said Fri 30 Oct 2026", picture.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Single(picture.QuerySelectorAll("polygon.tint"));
        Assert.Single(picture.QuerySelectorAll("polyline.strong[stroke-dasharray]"));
        Assert.Single(picture.QuerySelectorAll("polyline.brand:not([stroke-dasharray])"));
    }

    static int[] Days(IEnumerable<LedgerEvent> ledger) =>
        [.. ledger.OfType<ForecastMade>().First().Milestones[0].Days!.Value];
}
