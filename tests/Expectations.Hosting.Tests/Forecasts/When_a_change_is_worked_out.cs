using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Tests.Pages;
using static Expectations.Hosting.Tests.Forecasts.SteadyWork;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_a_change_is_worked_out
{
    static readonly ProjectBudget Budget = new() { Amount = 200_000, Currency = "EUR", DayRate = 800 };

    static readonly ProjectSetup Setup = A.AskingProject with
    {
        Forecasts = new ForecastRules { DraftChangeBelow = 60, Budget = Budget },
    };

    [Theory]
    [InlineData("en", @"What stands against it most: At the pace of the last \d weeks \(1 done and 0 added a week\) the open tasks \(\d+\) take \d+ weeks; the date leaves \d(\.\d)?\.")]
    [InlineData("zh-Hant", @"主要原因：依最近 \d 週的進度（每週完成 1 項、新增 0 項），未完成的 \d+ 項工作需要 \d+ 週，而距該日期只剩 \d(\.\d)? 週。")]
    [InlineData("zh-Hans", @"主要原因：按最近 \d 周的进度（每周完成 1 项、新增 0 项），未完成的 \d+ 项任务需要 \d+ 周，而距该日期只剩 \d(\.\d)? 周。")]
    public async Task It_says_in_the_deciders_language_what_stands_against_the_date(string language, string reason)
    {
        var change = await DraftedAsync(Setup with
        {
            People = [.. Setup.People.Select(p => p.Role == Role.Decider ? p with { Language = language } : p)],
        });
        Assert.Matches(reason, change.Reason);
    }

    [Fact]
    public async Task Days_on_which_nobody_can_work_are_a_reason_without_a_name()
    {
        var away = new Absence("Amy Able", new LocalDate(2026, 10, 5), new LocalDate(2026, 10, 23));
        var change = await DraftedAsync(Setup, plan => plan with { Absences = [away] });
        Assert.Matches(@"Holidays, absences and other commitments take \d+ of the team’s \d+ working days in the weeks until then\.", change.Reason);
        Assert.DoesNotContain("Amy", change.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manager_reads_the_same_on_the_page_of_odds()
    {
        await using var site = await WorkedAsync(Setup, weeks: 7);
        var section = (await site.SeeAsync("/verdict/webshop")).QuerySelector("#launch")!.TextContent;
        Assert.Matches(@"At the pace of the last \d weeks \(1 done and 0 added a week\)", section);
    }

    [Fact]
    public async Task Where_a_budget_is_stated_every_option_says_what_it_costs_or_saves()
    {
        var options = (await DraftedAsync(Setup)).Options.ToDictionary(o => o.Kind);
        Assert.Equal((0m, null), (options[OptionKind.Keep].Cost, options[OptionKind.Keep].Saves));
        Assert.Equal((0m, null), (options[OptionKind.Extend].Cost, options[OptionKind.Extend].Saves));
        Assert.Equal(0, options[OptionKind.CutScope].Cost);
        Assert.True(options[OptionKind.CutScope].Saves is > 0 and var saved && saved % 100 == 0);
        Assert.True(options[OptionKind.AddResources].Cost is > 0 and var cost && cost % (56 * 800) == 0);
        Assert.All(options.Values, o => Assert.Equal("EUR", o.Currency));
    }

    [Fact]
    public async Task Without_a_budget_nothing_is_said_of_money()
    {
        var change = await DraftedAsync(Setup with { Forecasts = Setup.Forecasts! with { Budget = null } });
        Assert.All(change.Options, o => Assert.True(o is { Cost: null, Saves: null, Currency: null }));
    }

    [Fact]
    public async Task People_a_fixed_budget_cannot_pay_are_not_offered()
    {
        static ProjectSetup Fixed(decimal amount) => Setup with
        {
            Forecasts = Setup.Forecasts! with
            {
                Budget = Budget with { Amount = amount },
                Boundaries = new ForecastBoundaries { BudgetIsFixed = true },
            },
        };
        Assert.Contains((await DraftedAsync(Fixed(900_000))).Options, o => o.Kind == OptionKind.AddResources);
        Assert.DoesNotContain((await DraftedAsync(Fixed(30_000))).Options, o => o.Kind == OptionKind.AddResources);
    }

    [Fact]
    public async Task The_client_chooses_between_dates_odds_and_costs()
    {
        await using var site = await WorkedAsync(Setup, weeks: 7);
        var change = Drafted(await site.LedgerAsync());
        await site.Runner.ApplyAsync(Setup.Id, new ChangeReceived(site.Now, change, Release: true, "Ann"));
        var page = await site.SeeAsync(site.LinkOf("hugh"));
        string About(string option) => page.QuerySelector($"input[value='{option}']")!.ParentElement!.TextContent;
        Assert.Matches(@"Launch: Fri 30 Oct 2026 → \w{3} \d+ \w{3} 202\d\s+\d+% that its dates hold\s+No extra cost", About("extend"));
        Assert.Matches(@"Launch: stays Fri 30 Oct 2026\s+\d+% that its dates hold\s+No extra cost", About("keep"));
        Assert.Matches(@"\d+% that its dates hold\s+Saves about [0-9,]+00 EUR", About("cut"));
        Assert.Matches(@"\d+% that its dates hold\s+Extra cost: [0-9,]+ EUR", About("add"));
    }

    [Fact]
    public async Task What_the_manager_edits_keeps_what_it_costs_and_saves()
    {
        await using var site = await WorkedAsync(Setup, weeks: 7);
        var change = Drafted(await site.LedgerAsync());
        var page = await site.SeeAsync($"/changes/webshop/{change.Id}");
        await site.PressAsync(page, "Save as a draft");
        var saved = (await site.LedgerAsync()).OfType<ChangeProposed>().Last().Change;
        Assert.Equal(
            change.Options.OrderBy(o => o.Kind).Select(o => (o.Kind, o.Cost, o.Saves, o.Currency)),
            saved.Options.OrderBy(o => o.Kind).Select(o => (o.Kind, o.Cost, o.Saves, o.Currency)));
    }

    static async Task<Change> DraftedAsync(ProjectSetup setup, Func<PlanSnapshot, PlanSnapshot>? with = null)
    {
        await using var site = await WorkedAsync(setup, weeks: 7, with);
        return Drafted(await site.LedgerAsync());
    }

    static Change Drafted(IEnumerable<LedgerEvent> ledger) =>
        ledger.OfType<ChangeProposed>().First(c => c.By == "forecast").Change;
}
