using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Simulation;

/// <summary>Some projects, their plans, managers and clients, and processes that die: weeks of it, by a seed.</summary>
sealed class World : IClock
{
    static readonly string[] Zones = ["Europe/London", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"];
    static readonly string[] Rules = ["FREQ=WEEKLY;BYDAY=FR", "FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=31"];

    readonly ILedgerStore store;
    readonly Func<Life, ILedgerStore> opened;
    readonly Fate fate;
    readonly Dictionary<string, PlanSnapshot> plans = [];
    readonly List<ProjectSetup> setups = [];
    Instant now = A.Registration;
    List<Process> processes = [];

    /// <param name="store">What stays, whatever dies.</param>
    /// <param name="opened">The same ledgers as a process has them, which dies with it.</param>
    /// <param name="seed">Tells everything that happens.</param>
    public World(ILedgerStore store, Func<Life, ILedgerStore> opened, int seed)
    {
        this.store = store;
        this.opened = opened;
        fate = new Fate(seed);
        Post = new Post(fate, this);
        for (var number = 0; number < 4; number++)
            setups.Add(Setup(number));
        Restart();
    }

    public Post Post { get; }

    public int Crashes => fate.Crashes;

    public IEnumerable<string> Projects => setups.Select(s => s.Id);

    public Instant GetCurrentInstant() => now;

    /// <summary>Lives through the weeks, then two quiet days without faults in which all that is under way ends.</summary>
    public async Task LiveAsync(int weeks)
    {
        fate.CrashRate = 0.02;
        var end = now + Duration.FromDays(7 * weeks);
        while (now < end)
        {
            await DareAsync(SomethingHappensAsync);
            await DareAsync(RoundAsync);
            var wake = await store.NextWakeAsync() ?? end;
            var step = Duration.FromMinutes(1 + fate.Pick(600));
            now = Instant.Min(Instant.Max(now + Duration.FromSeconds(1), wake), now + step);
        }
        fate.CrashRate = 0;
        for (var hour = 0; hour < 48; hour++, now += Duration.FromHours(1))
            await RoundAsync();
    }

    /// <summary>The plan as it has become, or one of the troubles there are.</summary>
    public Fact Read(ReadPlan request, Instant at)
    {
        var troubles = Enum.GetValues<PlanTrouble>();
        return fate.Happens(0.1)
            ? new PlanReadFailed(at, troubles[fate.Pick(troubles.Length)], "simulated", Duration.FromMinutes(fate.Pick(90)))
            : new PlanRead(at, plans[request.Plan.PlanId!] = Evolved(plans[request.Plan.PlanId!]));
    }

    async Task RoundAsync()
    {
        var process = fate.Pick(processes);
        foreach (var project in await store.DueAsync(now, 100))
            await process.Runner.AdvanceAsync(project, now);
        await process.Courier.DeliverAsync();
        // The courier catches whatever an attempt throws; a dead process is dead all the same.
        if (process.Life.IsOver)
            Restart();
    }

    async Task SomethingHappensAsync()
    {
        var runner = fate.Pick(processes).Runner;
        foreach (var missing in setups)
            if ((await runner.StateAsync(missing.Id)).Setup is null)
                await runner.ApplyAsync(missing.Id, new SetupReceived(now, missing));
        if (!fate.Happens(0.3))
            return;
        var project = fate.Pick(setups).Id;
        var state = await runner.StateAsync(project);
        var fact = Happening(state);
        await runner.ApplyAsync(project, fact);
        if (fact.Id is not null)
            await fate.Pick(processes).Runner.ApplyAsync(project, fact);
    }

    Fact Happening(LedgerState state) => fate.Pick(18) switch
    {
        12 or 13 or 14 => Click(state),
        15 => Change(state),
        16 => new PulseReceived(now, fate.Pick(["hugh", "olga", "mei"]), 1 + fate.Pick(5), null),
        17 => new UndoAsked(now, Link(state)),
        0 => new PauseAsked(now, "ann", "simulated"),
        1 or 2 => new ResumeAsked(now, "ann"),
        3 => new UnsubscribeAsked(now, fate.Pick(["hugh", "mei"])) { Id = $"click-{now}" },
        4 => new ShrunkPlanAccepted(now, "ann"),
        5 => new SetupReceived(now, state.Setup! with { Cadence = state.Setup.Cadence with { Rule = fate.Pick(Rules) } }),
        6 => new EditAsked(now, state.Held?.Period ?? "2026-01-01", "A word from Ann.", [], "ann"),
        7 => new DiscardAsked(now, state.Held?.Period ?? "2026-01-01", "simulated", "ann"),
        8 => new HoldAsked(now, "2026-09-11", "ann"),
        _ => new ReleaseAsked(now, state.Held?.Period ?? "2026-01-01", "ann") { Id = $"release-{now}" },
    };

    /// <summary>Someone answers by a link, any link, whatever has become of what it asks.</summary>
    AnswerReceived Click(LedgerState state)
    {
        var link = Link(state);
        var question = LinkStanding.Of(state, link, now).Question;
        var choices = question is null ? [Choices.Confirm] : QuestionBodies.Of(state, question.Kind, question.Subject)?.Choices ?? [Choices.Sign];
        return new AnswerReceived(now, link, fate.Pick([.. choices]), "Typed by hand", question?.Hash ?? "")
        {
            Words = "simulated",
            Date = now.InUtc().Date.PlusDays(5),
            Id = $"answer-{now}",
        };
    }

    string Link(LedgerState state) =>
        state.Questions.Links.IsEmpty ? new string('0', 64) : fate.Pick([.. state.Questions.Links.Keys]);

    ChangeReceived Change(LedgerState state)
    {
        var change = A.Later(1 + fate.Pick(9));
        return new ChangeReceived(now, change with { Id = $"change-{1 + fate.Pick(4)}" }, Release: fate.Happens(0.8), "ann") { Id = $"change-{now}" };
    }

    async Task DareAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Crash)
        {
            Restart();
        }
    }

    // Two processes with caches of their own share the store, as during a deployment.
    void Restart() => processes = [NewProcess(), NewProcess()];

    Process NewProcess()
    {
        var life = new Life(fate);
        var crashing = opened(life);
        var runner = new LedgerRunner(
            crashing, new PlainPress(), new Reader(this, life), secrets: new SecretDrawing(fate.Bytes));
        return new Process(life, runner, new EffectCourier(
            crashing, new Errand(Post, life), runner, this, NullLogger<EffectCourier>.Instance,
            new CourierSettings { Concurrency = 1 }));
    }

    ProjectSetup Setup(int number)
    {
        var id = $"project-{number}";
        plans[id] = A.Plan([.. Enumerable.Range(0, 12).Select(i => A.Task($"t{i}", A.Launch.PlusDays(i)))]);
        // Every second client is asked to decide.
        var kind = number % 2 == 0 ? A.AskingProject with { Decisions = new DecisionRules { ScopeThreshold = 3 } } : A.Project;
        return kind with
        {
            Id = id,
            Zone = Zones[number % Zones.Length],
            Cadence = A.Project.Cadence with { Rule = Rules[number % Rules.Length] },
            Plan = A.Project.Plan with { PlanId = id },
            // Every second pair is warned, and its manager gets what can wait in one letter a day.
            Warnings = number < 2 ? null : new WarningRules(),
            Noise = new NoiseBudget { DigestAt = number < 2 ? null : new LocalTime(8, 30) },
        };
    }

    PlanSnapshot Evolved(PlanSnapshot plan) => plan with
    {
        Tasks =
        [
            .. plan.Tasks.Where(_ => !fate.Happens(0.01)).Select(t => fate.Happens(0.1) ? Moved(t) : t),
            .. fate.Happens(0.3) ? [A.Task($"new-{now}", A.Launch)] : Array.Empty<PlanTask>(),
        ],
    };

    PlanTask Moved(PlanTask task) => fate.Happens(0.5)
        ? task with { Percent = Math.Min(100, task.Percent + 50), Done = task.Percent >= 50 ? new LocalDate(2026, 9, 10) : null }
        : task with { Due = task.Due?.PlusDays(fate.Pick(12) - 2) };

    sealed record Process(Life Life, LedgerRunner Runner, EffectCourier Courier);

    sealed class Reader(World world, Life life) : IPlanSource
    {
        public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
        {
            life.MayEnd("while the plan is read");
            return Task.FromResult(world.Read(request, now));
        }
    }
}
