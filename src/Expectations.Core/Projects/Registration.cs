using Expectations.Core.Baselines;
using Expectations.Core.Plans;
using Expectations.Core.Promises;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Core.Risks;

namespace Expectations.Core.Projects;

/// <summary>Registering, changing, pausing and resuming a project.</summary>
static class Registration
{
    internal static Decision WhenSetupReceived(LedgerState state, SetupReceived fact)
    {
        var problems = SetupCheck.Problems(fact.Setup);
        if (!problems.IsEmpty)
        {
            var reasons = string.Join(" ", problems.Select(p => $"{p.Path}: {p.What} {p.Mend}"));
            return Decision.Refusing(fact.At, "registration", reasons);
        }

        if (state.Setup is null)
            return Decision.Of(new ProjectRegistered(fact.At, fact.Setup));
        if (state.Setup.Id != fact.Setup.Id)
            return Decision.Refusing(fact.At, "setup-change",
                "A project keeps its id; register a new project instead.");
        var changed = new SetupChanged(fact.At, fact.Setup);
        return Decision.Of(changed).And(ProjectLedger.InTurn(
            ProjectLedger.Evolve(state, changed), fact.At,
            (known, at) => WhenBaselineChanged(known, state.Setup.Baseline, at),
            (known, at) => QuestionAsking.WhenSetupChanged(known, state.Setup, at)));
    }

    static Decision WhenBaselineChanged(LedgerState state, Baseline before, Instant at) =>
        state.Setup!.Decisions is { SignBaseline: true } ? BaselineDecider.WhenSetupChanged(state, before, at)
        : before.Milestones.AsSpan().SequenceEqual(state.Setup.Baseline.Milestones.AsSpan()) ? Decision.Nothing
        : Decision.Refusing(
            at, "baseline-change", "Agreed milestones stay as they are; the client has to approve a change.");

    internal static Decision WhenPauseAsked(LedgerState state, PauseAsked fact) =>
        state.Paused
            ? Decision.Nothing
            : Decision.Of(new ProjectPaused(fact.At, fact.By, fact.Reason))
                // Links must not arrive that do not work; they are mailed again when the project goes on. What else was
                // decided before goes: the ledger says that it was told, and nobody would write it again.
                .AndAsk(
                    new WithdrawLetters(RoutineOnly: true), new WithdrawLetters(Kind: QuestionAsking.LetterKind),
                    new WithdrawLetters(Kind: QuestionDecider.CodeKind));

    internal static Decision WhenResumeAsked(LedgerState state, ResumeAsked fact)
    {
        if (!state.Paused)
            return Decision.Nothing;
        var resumed = Decision.Of(new ProjectResumed(fact.At, fact.By));
        return resumed.And(QuestionClock.WhenResumed(ProjectLedger.Evolve(state, resumed.Events), fact.At));
    }

    internal static LedgerState Evolve(LedgerState state, ProjectRegistered e) => PromiseDecider.WithStated(state with
    {
        Setup = e.Setup,
        RegisteredAt = e.At,
        Original = e.Setup.Baseline,
        Agreed = e.Setup.Baseline,
        Reports = state.Reports with { DealtWithUntil = e.Setup.LocalTime(e.At) },
    }, e.Setup, e.At);

    internal static LedgerState Evolve(LedgerState state, SetupChanged e)
    {
        // A new cadence counts from now on: what the old one would have sent is not made up for.
        var sameCadence = state.Setup!.Cadence == e.Setup.Cadence && state.Setup.Zone == e.Setup.Zone;
        var now = e.Setup.LocalTime(e.At);
        var isSamePlan = state.Setup.Plan.PlanId == e.Setup.Plan.PlanId;
        var noted = MoveLog.NoteOtherChange(isSamePlan ? state : PlanFolding.WhenReplaced(state, e.At));
        return PromiseDecider.WithStated(noted with
        {
            Setup = e.Setup,
            Reports = noted.Reports with
            {
                DealtWithUntil = sameCadence
                    ? state.Reports.DealtWithUntil
                    : LocalDateTime.Max(now, state.Reports.DealtWithUntil),
            },
            // A new address deserves a new attempt.
            Letters = state.Letters with
            {
                Unreachable = state.Letters.Unreachable.Except(e.Setup.People
                    .Where(p => state.Setup.Person(p.Id)?.Email != p.Email).Select(p => p.Id)),
            },
        }, e.Setup, e.At);
    }

    internal static LedgerState Evolve(LedgerState state, ProjectResumed e) => RiskFolding.WhenResumed(state, e.At) with
    {
        Paused = false,
        Reports = state.Reports with
        {
            DealtWithUntil = LocalDateTime.Max(state.Setup!.LocalTime(e.At), state.Reports.DealtWithUntil),
        },
    };
}
