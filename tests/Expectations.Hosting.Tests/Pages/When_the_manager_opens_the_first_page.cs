using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_the_manager_opens_the_first_page
{
    [Fact]
    public async Task It_says_which_milestone_comes_next_and_how_likely_its_date_is()
    {
        await using var site = await Site.OpenAsync(
            A.Project with { Forecasts = new ForecastRules() }, A.Plan(A.Task("t1", A.Launch.PlusDays(-1))));
        Assert.Matches("Next milestone *Launch, agreed [^:]+: [0-9]+ in 100", (await site.SeeAsync("/")).Words());
    }

    [Fact]
    public async Task It_gives_no_odds_where_nothing_is_forecast()
    {
        await using var site = await Site.OpenAsync();
        var words = (await site.SeeAsync("/")).Words();
        Assert.Contains("Next milestone", words, StringComparison.Ordinal);
        Assert.DoesNotContain("in 100", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_counts_the_warnings_that_stand_and_leads_to_all_pages_of_a_project()
    {
        await using var site = await Site.OpenAsync(
            A.Project with { Warnings = new WarningRules() }, A.Plan(A.Task("t1", A.Launch.PlusDays(14))));
        var page = await site.SeeAsync("/");
        Assert.Contains("Risks (1)", page.Words(), StringComparison.Ordinal);
        foreach (var address in page.QuerySelectorAll(".card footer a").Select(a => a.GetAttribute("href")!))
            Assert.Equal(200, (await site.AskAsync("GET", address)).Status);
    }
}
