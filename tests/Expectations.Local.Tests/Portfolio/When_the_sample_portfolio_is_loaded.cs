using System.Text.Json;
using Expectations.Core.Projects;
using Expectations.Local.Portfolio;

namespace Expectations.Local.Tests.Portfolio;

public sealed class When_the_sample_portfolio_is_loaded
{
    static readonly PortfolioContent Sample = PortfolioFolder.Load(Shelf.Source("Sample/portfolio"));

    public static TheoryData<string> Ids => ["factory-dashboard", "hotel-app", "shop-relaunch"];

    [Fact]
    public void It_has_three_projects_and_no_mistake()
    {
        Assert.Empty(Sample.Mistakes);
        Assert.Equal(["factory-dashboard", "hotel-app", "shop-relaunch"], Sample.Projects.Select(project => project.Id));
        Assert.Equal(["Asia/Shanghai", "Asia/Taipei", "Europe/London"], Sample.Projects.Select(project => project.Zone));
        var (settings, mistakes) = HostSettingsFile.Load(Shelf.Source("Sample/portfolio"), _ => null);
        Assert.Empty(mistakes);
        Assert.NotNull(settings!.Outlet.Folder);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_milestones_and_labels_are_those_of_the_sample_plan(string id)
    {
        using var plan = JsonDocument.Parse(File.ReadLines(Shelf.Source($"Sample/{id}.ndjson")).First());
        var buckets = plan.RootElement.GetProperty("buckets").EnumerateArray().Select(b => b.GetProperty("name").GetString());
        var labels = plan.RootElement.GetProperty("details").GetProperty("categoryDescriptions").EnumerateObject().Select(c => c.Name);
        var project = Project(id);
        Assert.Equal(plan.RootElement.GetProperty("plan").GetProperty("id").GetString(), project.Plan.PlanId);
        Assert.Subset(buckets.ToHashSet(), project.Baseline.Milestones.Select(milestone => milestone.Bucket).ToHashSet());
        Assert.Equal([project.Plan.WaitingLabel, project.Plan.InternalLabel], labels);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_names_everyone_a_project_needs(string id)
    {
        var people = Project(id).People;
        Assert.Equal(Enum.GetValues<Role>(), people.Select(person => person.Role).Distinct().Order());
        Assert.Contains(people, person => person.StandIn is not null);
        var decider = people.First(person => person.Role == Role.Decider);
        Assert.Contains(people, person => person.Role == Role.Reader && person.Language != decider.Language && person.Zone is not null);
        Assert.All(people, person => Assert.EndsWith(".example", person.Email, StringComparison.Ordinal));
    }

    [Fact]
    public void It_knows_the_holidays_of_each_country()
    {
        Assert.Contains(new LocalDate(2026, 9, 25), Project("hotel-app").Calendar.Holidays);
        Assert.Contains(new LocalDate(2026, 10, 9), Project("hotel-app").Calendar.Holidays);
        Assert.Contains(new LocalDate(2026, 12, 28), Project("shop-relaunch").Calendar.Holidays);
        Assert.Contains(new LocalDate(2026, 10, 7), Project("factory-dashboard").Calendar.Holidays);
        Assert.Equal(
            [new LocalDate(2026, 9, 20), new LocalDate(2026, 10, 10)],
            Project("factory-dashboard").Calendar.MakeUpDays.AsEnumerable());
    }

    static ProjectSetup Project(string id) => Sample.Projects.Single(project => project.Id == id);
}
