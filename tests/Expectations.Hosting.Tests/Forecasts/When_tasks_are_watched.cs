using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Tests.Pages;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_tasks_are_watched
{
    static readonly LocalDate Soon = new(2026, 9, 4);
    static readonly ProjectSetup Setup = A.Project with { Warnings = new WarningRules { LikelyLatePercent = 30 } };

    [Fact]
    public async Task Before_there_are_enough_of_the_organisations_own_rules_of_thumb_judge()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(Soon));
        await site.ReachAsync(A.FirstReport);
        var judged = (await site.LedgerAsync()).OfType<TasksJudged>().First();
        Assert.Equal(0, judged.LearnedFrom);
        Assert.All(judged.Likely, t => Assert.Equal(TaskSign.DaysLeft, t.Reasons[0].Sign));
        Assert.Contains(await site.LedgerAsync(), e => e is WarningRaised { Signal: Signal.LikelyLateTasks });
    }

    [Fact]
    public async Task The_page_names_the_tasks_their_reasons_and_what_they_rest_on()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(Soon));
        await site.ReachAsync(A.FirstReport);
        var page = (await site.SeeAsync("/risks/webshop")).Body!.TextContent;
        Assert.Contains("Tasks likely to be late", page, StringComparison.Ordinal);
        Assert.Matches(@"Due Fri 4 Sep 2026; late in \d+ of 100 cases, as of \w+ \d Sep 2026: [01] days? left", page);
        Assert.Contains("By rules of thumb, until there are 300 finished tasks", page, StringComparison.Ordinal);
        Assert.Contains("No date of a task has been met or missed yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_how_often_that_was_right()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(Soon));
        await site.ReachAsync(A.FirstReport);
        site.Plan = A.Plan([.. Plan(Soon).Tasks.Select(t => t.Id == "t0" ? t with { Percent = 100, Done = Soon } : t)]);
        await site.ReachAsync(A.Report(2));
        var page = (await site.SeeAsync("/risks/webshop")).Body!.TextContent;
        Assert.Matches(@"Of 6 dates 5 were missed; \d of those were warned of", page);
    }

    [Fact]
    public async Task Tasks_with_time_left_are_not_warned_of()
    {
        await using var site = await Site.OpenAsync(Setup, Plan(A.Launch));
        await site.ReachAsync(A.FirstReport);
        Assert.DoesNotContain(await site.LedgerAsync(), e => e is TasksJudged);
    }

    [Fact]
    public async Task A_project_that_does_not_ask_is_not_judged()
    {
        await using var site = await Site.OpenAsync(A.Project with { Warnings = new WarningRules() }, Plan(Soon));
        await site.ReachAsync(A.FirstReport);
        Assert.DoesNotContain(await site.LedgerAsync(), e => e is TasksJudged);
        Assert.DoesNotContain("likely to be late", (await site.SeeAsync("/risks/webshop")).Body!.TextContent, StringComparison.Ordinal);
    }

    static PlanSnapshot Plan(LocalDate due) => A.Plan([.. Enumerable.Range(0, 6).Select(i => A.Task($"t{i}", due))]);
}
