using Expectations.Core.Calendars;
using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Benchmarks.Work;

/// <summary>Projects that report every Monday at nine, wall time of their own zone, for a year.</summary>
static class Portfolio
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>First Monday at nine.</summary>
    public static readonly LocalDateTime FirstReport = new(2026, 1, 5, 9, 0);

    static readonly string[] Zones =
        ["Europe/London", "America/New_York", "Asia/Shanghai", "Asia/Taipei", "Europe/Berlin", "Australia/Sydney", "Asia/Kolkata", "America/Los_Angeles"];

    static readonly string[] Languages = ["en", "zh-Hant", "zh-Hans"];

    public static string Id(int number) => $"p{number:000000}";

    public static string Zone(int number) => Zones[number % Zones.Length];

    public static ProjectSetup Project(int number) => new()
    {
        Id = Id(number),
        Name = $"Project {number}",
        Client = $"Client {number}",
        Zone = Zone(number),
        People =
        [
            new Person { Id = "manager", Name = "Ann Lee", Email = $"manager{number}@agency.example", Role = Role.Manager },
            new Person
            {
                Id = "client", Name = "Hugh Harbour", Email = $"client{number}@client.example", Role = Role.Decider,
                Language = Languages[number % Languages.Length],
            },
        ],
        Cadence = new Cadence { Rule = "FREQ=WEEKLY;BYDAY=MO", Start = FirstReport },
        Plan = new PlanReference { PlanId = $"plan-{number}" },
        Review = new ReviewRule { Hold = HoldWhen.Never },
        Noise = new NoiseBudget { SkipWhenNothingChanged = false },
        // A colour of its own, so that no two projects share a picture.
        Branding = new Branding { Colour = $"#{number * 7919 % 0xffffff:x6}" },
        Baseline = new Baseline
        {
            Milestones =
            [
                new Milestone { Id = "m1", Name = "First delivery", Date = new LocalDate(2026, 5, 29), Bucket = "First" },
                new Milestone { Id = "m2", Name = "Second delivery", Date = new LocalDate(2026, 11, 27), Bucket = "Second" },
            ],
        },
    };

    /// <summary>A plan of twenty tasks of which one more is done every third week.</summary>
    public static PlanSnapshot Plan(int week) => new()
    {
        Title = "Plan",
        Buckets = [new PlanBucket("b1", "First"), new PlanBucket("b2", "Second")],
        Tasks = [.. Enumerable.Range(0, 20).Select(i => Task(i, week))],
    };

    static PlanTask Task(int number, int week)
    {
        var percent = Math.Clamp(week * 34 - number * 100, 0, 100);
        var due = new LocalDate(2026, 1, 16).PlusWeeks(number * 2);
        return new PlanTask
        {
            Id = $"task-{number:00}",
            Title = $"Work package {number}",
            Bucket = number < 10 ? "b1" : "b2",
            Due = due,
            Percent = percent,
            Done = percent == 100 ? due : null,
        };
    }
}
