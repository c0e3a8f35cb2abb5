using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Projects;

public class When_a_setup_is_wrong
{
    const string RightToLeft = "\u202E";
    const string ZeroWidth = "\u200B";

    static ProjectSetup Forecasts(ForecastRules rules) => A.Project with { Forecasts = rules };

    static ProjectSetup Budget(Func<ProjectBudget, ProjectBudget> change) =>
        Forecasts(new() { Budget = change(new() { Amount = 1000, Currency = "EUR" }) });

    static Deliverable Shop => new() { Name = "Shop" };

    [Fact]
    public void It_finds_nothing_in_a_right_one() => Assert.Empty(SetupCheck.Problems(A.Project));

    public static TheoryData<string, ProjectSetup> Mistakes => new()
    {
        { "id", A.Project with { Id = "Web Shop" } },
        { "id", A.Project with { Id = new string('a', 65) } },
        { "name", A.Project with { Name = " " } },
        { "name", A.Project with { Name = null! } },
        { "client", A.Project with { Client = new string('x', 201) } },
        { "zone", A.Project with { Zone = "UTC+3" } },
        { "cadence", A.Project with { Cadence = null! } },
        { "cadence.rule", A.Project with { Cadence = A.Project.Cadence with { Rule = null! } } },
        { "cadence.rule", A.Project with { Cadence = A.Project.Cadence with { Rule = "FREQ=HOURLY" } } },
        { "people", A.Project with { People = default } },
        { "people", A.Project with { People = [.. A.Project.People.Skip(1)] } },
        { "people", A.Project with { People = [A.Project.People[0], A.Project.People[3]] } },
        { "people", WithReaders(27) },
        { "people[0].id", With(0, person => person with { Id = "Ann!" }) },
        { "people[1].name", With(1, person => person with { Name = "" }) },
        { "people[2].id", With(2, person => person with { Id = "ann" }) },
        { "people[2].language", With(2, person => person with { Language = "zh" }) },
        { "people[2].zone", With(2, person => person with { Zone = "Asia/Taipeh" }) },
        { "people[0].standIn", With(0, person => person with { StandIn = "nobody" }) },
        { "people[0].standIn", With(0, person => person with { StandIn = "ann" }) },
        { "people[1].standIn", With(3, person => person with { StandIn = "hugh" }) },
        { "calendar.weekend",
            Calendar(c => c with { Weekend = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)] }) },
        { "calendar.makeUpDays", Calendar(c => c with { Holidays = [A.Launch], MakeUpDays = [A.Launch] }) },
        { "calendar.quietFrom", Calendar(c => c with { QuietFrom = new(7, 30), QuietUntil = new(7, 0) }) },
        { "plan.planId", A.Project with { Plan = A.Project.Plan with { PlanId = "" } } },
        { "plan.planId", A.Project with { Plan = A.Project.Plan with { PlanId = null } } },
        { "id", A.Project with { Id = "portfolio" } },
        { "plan.webhooks.from", Webhooks(w => w with { From = default }) },
        { "plan.webhooks.doneStates", Webhooks(w => w with { DoneStates = default }) },
        { "plan.webhooks.from[0].project", Webhooks(w => w with { From = [new ToolProject { Tool = Tool.Jira, Project = "" }] }) },
        { "plan.webhooks.buckets[0]", Webhooks(w => w with { Buckets = [new BucketRule { Bucket = "Launch" }] }) },
        { "plan.webhooks.keyword", Webhooks(w => w with { Keyword = "two words" }) },
        { "plan.webhooks.reconcile", Webhooks(w => w with { Reconcile = true }) },
        { "plan.webhooks.reconcile", Webhooks(w => w with { Reconcile = true, From = [new() { Tool = Tool.Jira, Project = "SHOP" }, new() { Tool = Tool.CloudEvents, Project = "till" }] }) },
        { "baseline.milestones[0].id", Milestone(m => m with { Id = "" }) },
        { "baseline.milestones[0].date", Milestone(m => m with { Date = default }) },
        { "baseline.milestones[0].bucket", Milestone(m => m with { Bucket = null }) },
        { "baseline.milestones[1].id", Milestone(m => m, more: 1) },
        { "baseline.deliverables[0].iterations",
            A.Project with { Baseline = new Baseline { Deliverables = [Shop with { Iterations = 0 }] } } },
        { "forecasts.draftChangeBelow", Forecasts(new() { DraftChangeBelow = 100 }) },
        { "forecasts.budget.amount", Budget(b => b with { Amount = -1 }) },
        { "forecasts.budget.spent", Budget(b => b with { Spent = 2_000_000_000_000m }) },
        { "forecasts.budget.dayRate", Budget(b => b with { DayRate = 0 }) },
        { "forecasts.budget.currency", Budget(b => b with { Currency = "euro" }) },
        { "forecasts.budget.currency", Budget(b => b with { Currency = null! }) },
        { "forecasts.technologies.used", Forecasts(new() { Technologies = new() { Used = default } }) },
        { "forecasts.technologies.knownToTeam[0]", Forecasts(new() { Technologies = new() { KnownToTeam = [ZeroWidth] } }) },
        { "forecasts.technologies.knownToOrganisation",
            Forecasts(new() { Technologies = new() { KnownToOrganisation = [.. Enumerable.Repeat("Rust", 51)] } }) },
        { "forecasts.boundaries.mostPeople", Forecasts(new() { Boundaries = new() { MostPeople = 0 } }) },
        { "risks[0].effect", Risk(r => r with { Effect = "" }) },
        { "risks[0].mitigation", Risk(r => r with { Mitigation = null! }) },
        { "risks[0].alternative", Risk(r => r with { Alternative = "\n" }) },
        { "risks[0].probability", Risk(r => r with { Probability = 0 }) },
        { "risks[0].impact", Risk(r => r with { Impact = 6 }) },
        { "noise.lettersPerWeek", A.Project with { Noise = new NoiseBudget { LettersPerWeek = 0 } } },
        { "noise.silenceCeilingDays", A.Project with { Noise = new NoiseBudget { SilenceCeilingDays = 0 } } },
        { "review.patienceHours", A.Project with { Review = new ReviewRule { PatienceHours = -1 } } },
        { "branding.colour", A.Project with { Branding = new Branding { Colour = "red;}" } } },
        { "branding.logoUrl",
            A.Project with { Branding = new Branding { LogoUrl = "http://agency.example/logo.png" } } },
        { "branding.logoUrl",
            A.Project with { Branding = new Branding { LogoUrl = "javascript:alert(1)" } } },
        { "branding.logoUrl", A.Project with { Branding = new Branding { LogoUrl = "/logo.png" } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void It_names_the_one_problem_and_how_to_mend_it(string path, ProjectSetup setup)
    {
        var problem = Assert.Single(SetupCheck.Problems(setup));
        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.What);
        Assert.NotEmpty(problem.Mend);
    }

    [Fact]
    public void It_takes_as_many_people_as_can_be_written_to_at_once() =>
        Assert.Empty(SetupCheck.Problems(WithReaders(26)));

    static ProjectSetup WithReaders(int count) => A.Project with
    {
        People = [.. A.Project.People, .. Enumerable.Range(1, count).Select(i => A.Project.People[2] with { Id = $"reader-{i}" })],
    };

    [Theory]
    [InlineData("Europe/Lodnon", "Europe/London")]
    [InlineData("asia/shanghai", "Asia/Shanghai")]
    [InlineData("New York", "America/New_York")]
    [InlineData("China Standard Time", "Asia/Shanghai")]
    public void Fault_4_an_unknown_zone_is_refused_with_the_nearest_names(string zone, string meant)
    {
        var problem = Assert.Single(SetupCheck.Problems(A.Project with { Zone = zone }));
        Assert.Equal("zone", problem.Path);
        Assert.Contains(meant, problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_4_a_project_in_an_unknown_zone_is_not_registered()
    {
        var setup = A.Project with { Zone = "Mars/Olympus_Mons" };
        var decision = ProjectLedger.Decide(LedgerState.Empty, new SetupReceived(A.Registration, setup));
        Assert.IsType<RequestRefused>(Assert.Single(decision.Events));
        Assert.Empty(decision.Effects);
    }

    [Theory]
    [InlineData("hugh@harbour.example\r\nBcc: all@example.com")]
    [InlineData("hugh@harbour.example\n")]
    [InlineData("hugh\r@harbour.example")]
    public void Fault_21_a_line_break_in_an_address_is_refused(string email) => Assert.Equal(
        "people[1].email",
            Assert.Single(SetupCheck.Problems(With(1, person => person with { Email = email }))).Path);

    [Theory]
    [InlineData("Harbour" + RightToLeft + "gpj.exe")]
    [InlineData("Har" + ZeroWidth + "bour")]
    [InlineData("Harbour\u2066")]
    [InlineData("Harbour\uFEFF")]
    [InlineData("Harbour\u0007")]
    [InlineData("Harbour\r\nSons")]
    public void Fault_22_characters_one_cannot_see_are_refused(string client) => Assert.Equal(
        "client", Assert.Single(SetupCheck.Problems(A.Project with { Client = client })).Path);

    [Fact]
    public void Fault_22_half_a_character_is_refused() => Assert.Equal(
        "client",
            Assert.Single(SetupCheck.Problems(A.Project with { Client = "Harbour" + (char)0xD83D })).Path);

    [Theory]
    [InlineData("海港貿易有限公司")]
    [InlineData("Størmer & Söhne 🚢")]
    [InlineData("حرفة")]
    public void It_takes_names_of_every_script(string client) =>
        Assert.Empty(SetupCheck.Problems(A.Project with { Client = client }));

    static ProjectSetup With(int person, Func<Person, Person> change) =>
        A.Project with { People = A.Project.People.SetItem(person, change(A.Project.People[person])) };

    static ProjectSetup Calendar(Func<WorkingCalendar, WorkingCalendar> change) =>
        A.Project with { Calendar = change(WorkingCalendar.MondayToFriday) };

    static ProjectSetup Webhooks(Func<WebhookPlan, WebhookPlan> change) =>
        A.Project with { Plan = new PlanReference { Webhooks = change(new WebhookPlan()) } };

    static ProjectSetup Milestone(Func<Milestone, Milestone> change, int more = 0)
    {
        var changed = change(A.Project.Baseline.Milestones[0]);
        return A.Project with
        {
            Baseline = A.Project.Baseline with { Milestones = [.. Enumerable.Repeat(changed, 1 + more)] },
        };
    }

    static ProjectSetup Risk(Func<Risk, Risk> change) =>
        A.Project with { Risks = [change(A.Project.Risks[0])] };
}
