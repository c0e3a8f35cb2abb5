using Expectations.Core.Calendars;
using Expectations.Core.Projects;
using Expectations.Local.Portfolio;
using Expectations.Local.Sandbox;

namespace Expectations.Local.Demo;

/// <summary>What a demo plays: projects, and the histories of their plans.</summary>
/// <param name="Projects">Projects to register.</param>
/// <param name="Plans">Histories of their plans.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends, unless told otherwise.</param>
sealed record DemoWorld(
    ImmutableArray<ProjectSetup> Projects, IReadOnlyCollection<SandboxPlan> Plans, Instant Start, Instant End)
{
    static readonly string SampleFolder = Path.Combine(AppContext.BaseDirectory, "Sample");

    /// <summary>Three invented projects in three languages and zones, over twelve weeks.</summary>
    public static DemoWorld Sample(int weeks)
    {
        var portfolio = PortfolioFolder.Load(Path.Combine(SampleFolder, "portfolio"));
        if (!portfolio.Mistakes.IsEmpty)
            throw new InvalidDataException(string.Join('\n', portfolio.Mistakes));
        var start = Instant.FromUtc(2026, 8, 28, 12, 0);
        return new DemoWorld(
            portfolio.Projects, SandboxPlan.LoadFolder(SampleFolder),
            start, start + Duration.FromDays(7 * weeks));
    }

    /// <summary>Projects of one's own on recorded plans, from the first snapshot on.</summary>
    public static DemoWorld Recorded(ImmutableArray<ProjectSetup> projects, DirectoryInfo plans, int? weeks)
    {
        var histories = SandboxPlan.LoadFolder(plans.FullName);
        var start = histories.Min(history => history.Moments.First());
        var end = histories.Max(history => history.Moments.Last());
        return new DemoWorld(projects, histories, start, weeks is { } n ? start + Duration.FromDays(7 * n) : end);
    }

    /// <summary>A recorded plan, a snapshot a week, reported at the noon after each snapshot.</summary>
    /// <param name="file">NDJSON, plain or with gzip, as the sandbox plays it.</param>
    /// <param name="weeks">Weeks to play; none plays all.</param>
    public static DemoWorld Replay(string file, int? weeks)
    {
        var plan = SandboxPlan.Load(file);
        ImmutableArray<Instant> moments = [.. plan.Moments];
        var start = moments[0];
        var firstReport = start.InUtc().Date.At(new LocalTime(12, 0));
        var last = weeks is { } n ? Instant.Min(moments[^1], start + Duration.FromDays(7 * (n - 1))) : moments[^1];
        return new DemoWorld([ReplayProject(file, plan.Id, firstReport)], [plan], start, last + Duration.FromHours(13));
    }

    static ProjectSetup ReplayProject(string file, string planId, LocalDateTime firstReport)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        return new ProjectSetup
        {
            Id = "replay",
            Name = name,
            Client = "Its users",
            Zone = "Etc/UTC",
            People =
            [
                new Person { Id = "manager", Name = "Mona Manager", Email = "manager@northlight.example",
                    Role = Role.Manager },
                new Person { Id = "client", Name = "Carl Client", Email = "client@users.example", Role = Role.Decider },
            ],
            Cadence = new Cadence { Rule = "FREQ=WEEKLY", Start = firstReport },
            Calendar = new WorkingCalendar { Weekend = [] },
            Plan = new PlanReference { PlanId = planId, EveryBucketIsAMilestone = true },
            Noise = new NoiseBudget { SkipWhenNothingChanged = false },
            Review = new ReviewRule { Hold = HoldWhen.Never },
        };
    }
}
