using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Tests.Pages;

namespace Expectations.Hosting.Tests.Forecasts;

/// <summary>A plan of thirty tasks, of which one is done a week: something to forecast by.</summary>
static class SteadyWork
{
    /// <summary>A project that has had so many weekly reports.</summary>
    public static async Task<Site> WorkedAsync(
        ProjectSetup setup, int weeks, Func<PlanSnapshot, PlanSnapshot>? with = null)
    {
        var site = await Site.OpenAsync(setup, Plan(0));
        await WorkAsync(site, weeks, with);
        return site;
    }

    /// <summary>Weekly reports, between which one task is done.</summary>
    public static async Task WorkAsync(Site site, int weeks, Func<PlanSnapshot, PlanSnapshot>? with = null)
    {
        for (var week = 1; week <= weeks; week++)
        {
            site.Plan = (with ?? (plan => plan))(Plan(week));
            await site.ReachAsync(A.Report(week));
        }
    }

    /// <summary>The plan with so many tasks done.</summary>
    public static PlanSnapshot Plan(int done) => A.Plan(
    [
        .. Enumerable.Range(0, 30).Select(i => i < done
            ? A.Task($"t{i}", A.Launch, 100) with { Done = new LocalDate(2026, 9, 2).PlusWeeks(i) }
            : A.Task($"t{i}", A.Launch)),
    ]);
}
