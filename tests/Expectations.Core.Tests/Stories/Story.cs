using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Tests.Stories;

/// <summary>Plays facts against a ledger: given facts, when a fact, then events and effects.</summary>
sealed class Story
{
    public LedgerState State { get; private set; } = LedgerState.Empty;

    public List<LedgerEvent> Ledger { get; } = [];

    public ProjectSetup Setup => State.Setup!;

    /// <summary>A registered project whose plan has been read once.</summary>
    public static Story Of(ProjectSetup setup, params PlanTask[] tasks) =>
        new Story().Given(new SetupReceived(A.Registration, setup), new PlanRead(A.Registration, A.Plan(tasks)));

    public Story Given(params Fact[] facts)
    {
        foreach (var fact in facts)
            When(fact);
        return this;
    }

    public Decision When(Fact fact)
    {
        var decision = ProjectLedger.Decide(State, fact);
        State = ProjectLedger.Evolve(State, decision.Events);
        Ledger.AddRange(decision.Events);
        return decision;
    }

    /// <summary>Time reaches a moment, and whoever asks for the plan gets this one.</summary>
    public Decision WhenTimeReaches(Instant at, params PlanTask[] tasks) => WhenTimeReaches(at, A.Plan(tasks));

    public Decision WhenTimeReaches(Instant at, PlanSnapshot plan)
    {
        var decision = When(new TimeReached(at));
        return decision.Effects.OfType<ReadPlan>().Any() ? decision.And(When(new PlanRead(at, plan))) : decision;
    }
}

static class Reading
{
    public static ImmutableArray<Letter> Letters(this Decision decision) =>
        [.. decision.Effects.OfType<SendLetter>().Select(e => e.Letter)];

    public static T Only<T>(this Decision decision)
        where T : LedgerEvent => Assert.Single(decision.Events.OfType<T>());

    public static ReportContent Report(this Decision decision) =>
        Assert.IsType<ReportContent>(decision.Letters().First(l => l.Key.Kind == "report").Content);

    public static Notice Notice(this Letter letter) => Assert.IsType<NoticeContent>(letter.Content).Notice;
}
