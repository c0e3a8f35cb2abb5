using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;
using static Expectations.Hosting.Tests.Forecasts.SteadyWork;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_terms_are_tried
{
    static readonly ProjectBudget Budget = new() { Amount = 60_000, Currency = "EUR", DayRate = 800, Spent = 20_000 };

    static readonly ProjectSetup Setup = A.AskingProject with
    {
        Forecasts = new ForecastRules { DraftChangeBelow = 60, Budget = Budget },
    };

    [Fact]
    public async Task The_answer_comes_first_then_what_would_do_then_why()
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        var section = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!;
        Assert.Equal("Is that too much? Yes, that is too much.", section.QuerySelector(".judged")!.TextContent.Trim());
        Assert.Equal(["It would be 80 in 100", "Why"], section.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Equal(
            ["Date", "Budget", "Scope", "People", "Technology", "Past cases"], section.QuerySelectorAll("dl.facts dt").Select(t => t.TextContent));
        Assert.Contains("0 finished milestones of ours; a median is given from 5 on.", section.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_alone_has_the_odds_the_report_gives()
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        var forecast = (await site.Runner.StateAsync(Setup.Id)).Forecasts!.Milestones["launch"].Forecast!;
        var line = Line(await site.AskAsync("GET", "/api/projects/webshop/verdict"));
        Assert.InRange(line.GetProperty("dateChance").GetInt32(), forecast.ChanceBy(A.Launch)!.Value - 4, forecast.ChanceBy(A.Launch)!.Value + 4);
    }

    [Theory]
    [InlineData("tasks=-10", "tasks=5")]
    [InlineData("date=2027-10-30", "date=2026-11-30")]
    [InlineData("people=6", "people=1")]
    [InlineData("budget=900000", "budget=30000")]
    [InlineData("technology=known", "technology=team")]
    [InlineData("technology=team", "technology=organisation")]
    public async Task Worse_terms_never_have_better_odds(string better, string worse)
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        var (high, low) = (await TryAsync(site, better), await TryAsync(site, worse));
        foreach (var chance in (string[])["chance", "dateChance", "budgetChance"])
            Assert.True(low.GetProperty(chance).GetInt32() <= high.GetProperty(chance).GetInt32(), $"{chance}: {low} {high}");
    }

    [Fact]
    public async Task Terms_that_were_tried_stay_in_the_form_and_nothing_is_recorded()
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        var before = (await site.LedgerAsync()).Count;
        var page = await site.SeeAsync("/verdict/webshop?milestone=launch&tasks=-20&date=2027-06-30&budget=90000&technology=known");
        var section = page.QuerySelector("#launch")!;
        Assert.Matches(@"With the terms you tried: \d+ in 100; as agreed: \d+ in 100\.", section.TextContent);
        Assert.Equal("-20", section.QuerySelector("input[name=tasks]")!.GetAttribute("value"));
        Assert.Equal("known", section.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.True(section.QuerySelector("details")!.HasAttribute("open"));
        Assert.Equal(before, (await site.LedgerAsync()).Count);
    }

    [Theory]
    [InlineData("tasks=many", "Tasks: write a whole number from -100000 to 100000.")]
    [InlineData("tasks=-500", "Tasks: there are 24 left. Take off that many at most.")]
    [InlineData("date=30.10.2026", "Date: write a day after today as year-month-day")]
    [InlineData("date=2020-01-01", "Date: write a day after today")]
    [InlineData("people=0", "People: write a whole number from 1 to 1000.")]
    [InlineData("budget=lots", "Budget: write an amount in EUR with digits only")]
    [InlineData("technology=<b>", "Technology: write known, team or organisation.")]
    public async Task What_cannot_be_judged_is_said_with_what_to_write_instead(string typed, string said)
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        var answer = await site.AskAsync("GET", $"/verdict/webshop?milestone=launch&{typed}");
        Assert.Equal(400, answer.Status);
        var trouble = answer.Page("/verdict/webshop").QuerySelector("#launch .trouble")!;
        Assert.Contains(said, trouble.TextContent, StringComparison.Ordinal);
        Assert.Null(trouble.QuerySelector("b"));
        Assert.Equal(400, (await site.AskAsync("GET", $"/api/projects/webshop/verdict?milestone=launch&{typed}")).Status);
    }

    [Fact]
    public async Task Without_a_day_rate_or_spending_the_budget_is_not_judged_and_says_what_to_write()
    {
        await using var site = await WorkedAsync(With(new() { Budget = Budget with { DayRate = null, Spent = 0 } }), weeks: 6);
        var section = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!;
        Assert.Contains("write forecasts.budget.dayRate into the setup", section.TextContent, StringComparison.Ordinal);
        Assert.Null(section.QuerySelector("input[name=budget]"));
        Assert.Equal(400, (await site.AskAsync("GET", "/verdict/webshop?milestone=launch&budget=5")).Status);
    }

    [Fact]
    public async Task What_a_day_has_cost_so_far_stands_in_for_a_day_rate_after_four_weeks()
    {
        await using var site = await WorkedAsync(With(new() { Budget = Budget with { DayRate = null } }), weeks: 6);
        var section = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!;
        Assert.Contains(", as a day has cost so far.", section.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_since_the_spending_was_stated_is_taken_off()
    {
        await using var site = await WorkedAsync(Setup, weeks: 6);
        await using var stale = await WorkedAsync(With(new() { Budget = Budget with { SpentUntil = A.Launch.PlusWeeks(-8) } }), weeks: 6);
        Assert.True(
            (await TryAsync(stale, "budget=40000")).GetProperty("budgetChance").GetInt32()
            <= (await TryAsync(site, "budget=40000")).GetProperty("budgetChance").GetInt32());
    }

    [Fact]
    public async Task New_technology_counts_until_the_weeks_counted_were_worked_with_it()
    {
        var setup = With(new() { Technologies = new() { Used = ["Rust"], KnownToOrganisation = ["rust"] } });
        await using var fresh = await Site.OpenAsync(setup, Plan(0));
        Assert.Contains("Rust: new to the team: 1.2 times the effort", (await fresh.SeeAsync("/verdict/webshop")).Body!.TextContent, StringComparison.Ordinal);
        await using var worked = await WorkedAsync(setup, weeks: 6);
        Assert.Contains("the weeks counted were worked with it", (await worked.SeeAsync("/verdict/webshop")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ways_that_a_boundary_closes_are_shown_apart_and_offered_to_nobody()
    {
        await using var site = await WorkedAsync(With(new()
        {
            Boundaries = new() { ScopeIsFixed = true, MostPeople = 1, LatestDate = A.Launch.PlusDays(7) },
        }), weeks: 7);
        var section = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!;
        Assert.Contains("fewer had to be done – but the scope is fixed", section.TextContent, StringComparison.Ordinal);
        Assert.Contains("The scope is fixed, nobody may join", section.TextContent, StringComparison.Ordinal);
        var drafted = (await site.LedgerAsync()).OfType<ChangeProposed>().FirstOrDefault(c => c.By == "forecast");
        Assert.True(drafted is null || drafted.Change.Options.All(o => o.Kind == OptionKind.Keep));
    }

    [Fact]
    public async Task A_drafted_change_says_what_teaching_newcomers_costs()
    {
        await using var site = await WorkedAsync(Setup, weeks: 7);
        var add = (await site.LedgerAsync()).OfType<ChangeProposed>().First(c => c.By == "forecast")
            .Change.Options.Single(o => o.Kind == OptionKind.AddResources);
        Assert.Equal("EUR", add.Currency);
        Assert.Equal(0, add.Cost % (56 * 800));
    }

    [Fact]
    public async Task Every_promise_that_says_a_date_or_an_amount_has_its_odds()
    {
        await using var site = await WorkedAsync(Setup with
        {
            Promises =
            [
                Promise("fair", "Live by the fair", "2026-10-30", "launch"),
                Promise("cheap", "No more than EUR 21,000 in all"),
                Promise("boss", "All done by 2030-01-01, said the boss"),
                Promise("nice", "It will be nice"),
            ],
        }, weeks: 6);
        var answer = await site.AskAsync("GET", "/api/projects/webshop/verdict/promises");
        var promises = JsonDocument.Parse(answer.Body).RootElement.EnumerateArray().ToDictionary(p => p.GetProperty("promise").GetString()!);
        Assert.InRange(promises["fair"].GetProperty("chance").GetInt32(), 1, 50);
        Assert.InRange(promises["cheap"].GetProperty("chance").GetInt32(), 1, 10);
        Assert.InRange(promises["boss"].GetProperty("chance").GetInt32(), 90, 99);
        Assert.False(promises["nice"].TryGetProperty("chance", out _));
        Assert.Contains("Cannot be judged", (await site.SeeAsync("/verdict/webshop")).QuerySelector("#promises")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_raised_by_a_comment_has_its_odds_too()
    {
        await using var site = await WorkedAsync(Setup with { Plan = Setup.Plan with { Webhooks = new WebhookPlan() } }, weeks: 6);
        await site.Runner.ApplyAsync(Setup.Id, new ItemsReported(site.Now, Tool.Trello, [])
        {
            Comments = [new ItemComment("/expect promise Live by 2026-10-30", "Mei")],
        });
        var promises = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#promises")!;
        Assert.Matches(@"\d+ in 100: Live by 2026-10-30", promises.TextContent);
        Assert.Contains("Name its milestone if it means another.", promises.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stated_of_terms_is_kept_in_the_ledger_and_nothing_is_added_where_nothing_is()
    {
        await using var site = await Site.OpenAsync(With(new()
        {
            Budget = Budget,
            Technologies = new() { Used = ["Rust"] },
            Boundaries = new() { LatestDate = A.Launch },
        }));
        var kept = (await site.Runner.StateAsync(Setup.Id)).Setup!;
        Assert.Equal(Budget, LedgerJson.ReadEvent(LedgerJson.Write((await site.LedgerAsync())[0])) is ProjectRegistered { Setup.Forecasts.Budget: var budget } ? budget : null);
        Assert.Equal(["Rust"], kept.Forecasts!.Technologies!.NewToOrganisation());
        var bare = System.Text.Encoding.UTF8.GetString(LedgerJson.Write(With(new())));
        Assert.Contains("\"forecasts\":{\"draftChangeBelow\":35}", bare, StringComparison.Ordinal);
    }

    static StatedPromise Promise(string id, string statement, string? value = null, string? milestone = null) => new()
    {
        Id = id,
        Statement = statement,
        Value = value,
        Milestone = milestone,
        Origin = PromiseOrigin.SalesPromise,
    };

    static ProjectSetup With(ForecastRules rules) => Setup with { Forecasts = rules };

    static JsonElement Line(Expectations.Hosting.Pages.Http.PageResponse answer) => JsonDocument.Parse(answer.Body).RootElement[0];

    static async Task<JsonElement> TryAsync(Site site, string terms) =>
        Line(await site.AskAsync("GET", $"/api/projects/webshop/verdict?milestone=launch&{terms}"));
}
