using System.Text.Json;
using Azure.Core;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;

namespace Expectations.Integrations.Tests.Plans;

/// <summary>A sandbox with one plan, and a plan source that reads it with the real SDK over real HTTP.</summary>
sealed class PlanWorld : IAsyncDisposable
{
    public const string PlanId = "plan-1";

    public static readonly Instant Morning = Instant.FromUtc(2026, 9, 4, 8, 0);

    readonly GraphSandbox server;
    readonly SetClock time;

    PlanWorld(GraphSandbox sandbox, SetClock clock, Func<TokenCredential>? credential)
    {
        server = sandbox;
        time = clock;
        Options = new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = sandbox.BaseUrl, ShortRetries = 1 };
        Source = new GraphPlanSource(Options, credential);
    }

    public GraphOptions Options { get; }

    public GraphPlanSource Source { get; }

    public SandboxFaults Faults => server.Faults;

    public PlanReference Plan { get; init; } = new() { PlanId = PlanId };

    public static async Task<PlanWorld> StartAsync(
        object snapshot, int pageSize = 100, Func<TokenCredential>? credential = null, PlanReference? plan = null)
    {
        var clock = new SetClock { Now = Morning };
        var history = SandboxPlan.Of([snapshot as string ?? JsonSerializer.Serialize(snapshot)]);
        var sandbox = await GraphSandbox.StartAsync([history], clock, pageSize: pageSize);
        return new PlanWorld(sandbox, clock, credential) { Plan = plan ?? new PlanReference { PlanId = PlanId } };
    }

    public static async Task<PlanWorld> ReplayAsync(SandboxPlan history)
    {
        var clock = new SetClock { Now = history.Moments.First() };
        var sandbox = await GraphSandbox.StartAsync([history], clock);
        return new PlanWorld(sandbox, clock, null) { Plan = new PlanReference { PlanId = history.Id } };
    }

    /// <summary>Reads the plan as it stands at a moment, the start of the story where none is given.</summary>
    public Task<Fact> ReadAsync(Instant? at = null, string zone = "Europe/London", int lookAheadDays = 14)
    {
        time.Now = at ?? time.Now;
        var today = time.Now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        return Source.ReadAsync(new ReadPlan(Plan, zone, today.PlusDays(lookAheadDays)), time.Now);
    }

    public async Task<PlanSnapshot> PlanAsync(Instant? at = null, string zone = "Europe/London") =>
        Assert.IsType<PlanRead>(await ReadAsync(at, zone)).Plan;

    public async Task<PlanReadFailed> FailureAsync(Instant? at = null) =>
        Assert.IsType<PlanReadFailed>(await ReadAsync(at));

    public async ValueTask DisposeAsync()
    {
        Source.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>A snapshot of a plan with the tasks given and one bucket.</summary>
    public static object Snapshot(params object[] tasks) => new
    {
        asOf = "2026-08-28",
        plan = new { id = PlanId, title = "Web shop" },
        buckets = new[] { new { id = "b1", planId = PlanId, name = "Design" } },
        tasks,
    };

    /// <summary>That many plain tasks.</summary>
    public static object[] Tasks(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new { id = $"t{i}", bucketId = "b1", title = $"Task {i}" })];

    sealed class SetClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
