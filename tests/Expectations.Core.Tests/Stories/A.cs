using Expectations.Core.Calendars;
using Expectations.Core.Changes;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Core.Tests.Stories;

/// <summary>Invented projects, plans and moments for stories.</summary>
static class A
{
    /// <summary>A Tuesday: three days before the first report.</summary>
    public static readonly Instant Registration = Instant.FromUtc(2026, 9, 1, 10, 0);

    /// <summary>Friday at nine in London, when the first report is due.</summary>
    public static readonly Instant FirstReport = Instant.FromUtc(2026, 9, 4, 8, 0);

    public static readonly LocalDate Launch = new(2026, 10, 30);

    public static Instant Report(int number) => FirstReport + Duration.FromDays(7 * (number - 1));

    public static ProjectSetup Project => new()
    {
        Id = "webshop",
        Name = "Web shop relaunch",
        Client = "Harbour & Sons",
        Zone = "Europe/London",
        People =
        [
            new Person { Id = "ann", Name = "Ann Lee", Email = "ann@agency.example", Role = Role.Manager },
            new Person { Id = "hugh", Name = "Hugh Harbour", Email = "hugh@harbour.example", Role = Role.Decider, StandIn = "sue" },
            new Person { Id = "mei", Name = "Mei Lin", Email = "mei@harbour.example", Role = Role.Reader, Zone = "Asia/Taipei", Language = "zh-Hant" },
            new Person { Id = "sue", Name = "Sue Sons", Email = "sue@harbour.example", Role = Role.Sponsor },
        ],
        Cadence = new Cadence { Rule = "FREQ=WEEKLY;BYDAY=FR", Start = new LocalDateTime(2026, 9, 4, 9, 0) },
        Plan = new PlanReference { PlanId = "plan-1", WaitingLabel = "category5", InternalLabel = "category6" },
        Baseline = new Baseline
        {
            Goals = ["Sell online by autumn"],
            Milestones = [new Milestone { Id = "launch", Name = "Launch", Date = Launch, Bucket = "Launch" }],
        },
        Risks =
        [
            new Risk { Id = "r1", Title = "Card provider late", Effect = "No payment", Mitigation = "Weekly call", Alternative = "Invoice only" },
        ],
    };

    /// <summary>The same project, with a client who is asked to decide.</summary>
    public static ProjectSetup AskingProject => Project with
    {
        Decisions = new DecisionRules(),
        People =
        [
            .. Project.People.Where(p => p.Id != "hugh"),
            new Person { Id = "hugh", Name = "Hugh Harbour", Email = "hugh@harbour.example", Role = Role.Decider, StandIn = "sue" },
            new Person { Id = "olga", Name = "Olga Harbour", Email = "olga@harbour.example", Role = Role.Decider },
        ],
        Baseline = Project.Baseline with
        {
            Deliverables =
            [
                new Deliverable { Name = "Shop", AcceptanceCriteria = ["An order arrives"], Iterations = 2, Milestone = "launch" },
            ],
            Boundaries = ["No app"],
            Requirements =
            [
                new Requirement { Id = "cards", Name = "Pay by card", Effort = 5, Class = Moscow.Must },
                new Requirement { Id = "gifts", Name = "Gift cards", Effort = 8 },
                new Requirement { Id = "search", Name = "Search", Effort = 3 },
            ],
            Capacity = 10,
        },
        Promises =
        [
            new StatedPromise { Id = "autumn", Statement = "Online by autumn", Origin = PromiseOrigin.Contract, Milestone = "launch" },
            new StatedPromise { Id = "fast", Statement = "Faster than the old shop", Origin = PromiseOrigin.SalesPromise },
        ],
    };

    /// <summary>A change that would launch so many days later, with two other ways to go on.</summary>
    public static Change Later(int days) => new()
    {
        Id = "change-1",
        Title = "Launch later",
        Reason = "The card provider is late.",
        Options =
        [
            new ChangeOption
            {
                Id = "extend",
                Kind = OptionKind.Extend,
                Dates = ImmutableSortedDictionary<string, LocalDate>.Empty.Add("launch", Launch.PlusDays(days)),
                Odds = 85,
            },
            new ChangeOption { Id = "cut", Kind = OptionKind.CutScope, Drops = ["gifts"], Odds = 70 },
            new ChangeOption { Id = "keep", Kind = OptionKind.Keep, Odds = 12 },
        ],
    };

    public static PlanSnapshot Plan(params PlanTask[] tasks) => new()
    {
        Title = "Relaunch",
        Buckets = [new PlanBucket("b1", "Build"), new PlanBucket("b2", "Launch")],
        Tasks = [.. tasks],
    };

    public static PlanTask Task(string id, LocalDate? due = null, int percent = 0, string bucket = "b2", params string[] labels) => new()
    {
        Id = id,
        Title = $"Task {id}",
        Bucket = bucket,
        Due = due,
        Percent = percent,
        Done = percent == 100 ? new LocalDate(2026, 9, 3) : null,
        Labels = [.. labels],
    };
}
