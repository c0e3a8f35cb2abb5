using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Baselines;

/// <summary>Signing the baseline, version by version.</summary>
static class BaselineDecider
{
    /// <summary>
    /// Asks for the first signature as soon as the plan is known: its outline is part of what is signed.
    /// </summary>
    internal static Decision WhenPlanIsKnown(LedgerState state, Instant at) =>
        state is { SignedVersion: null, Setup.Decisions.SignBaseline: true } && !WasAsked(state)
            ? QuestionAsking.Ask(state, QuestionKind.Baseline, QuestionBodies.BaselineSubject(state), at)
            : Decision.Nothing;

    internal static Decision WhenSignatureAsked(LedgerState state, SignatureAsked fact)
    {
        if (state.Proposed is null && state.SignedVersion == state.Agreed.Version)
            return Decision.Refusing(fact.At, "ask-signature", "The baseline in force is signed already.");
        if (state.Plan.AsOf is null)
            return Decision.Refusing(fact.At, "ask-signature", "The plan has not been read yet; wait for that.");
        var asked = QuestionAsking.Ask(state, QuestionKind.Baseline, QuestionBodies.BaselineSubject(state), fact.At);
        return asked.Events.IsEmpty
            ? Decision.Refusing(fact.At, "ask-signature", "The client is being asked already.")
            : asked;
    }

    /// <summary>A setup with another baseline than before proposes that to be signed.</summary>
    /// <param name="state">The project with its new setup.</param>
    /// <param name="before">The baseline of the setup before.</param>
    /// <param name="at">When.</param>
    internal static Decision WhenSetupChanged(LedgerState state, Baseline before, Instant at)
    {
        var now = state.Setup!.Baseline;
        if (Wording(now) == Wording(before))
            return Decision.Nothing;
        var inForce = state.Proposed ?? state.Agreed;
        var proposed = BaselineMerge.Of(before, now, inForce) with { Version = inForce.Version + 1 };
        var decision = Decision.Of(new BaselineProposed(at, proposed));
        var known = ProjectLedger.Evolve(state, decision.Events);
        var refreshed = QuestionAsking.Refresh(known, at);
        return decision.And(refreshed).And(state.Plan.AsOf is null
            ? Decision.Nothing
            : QuestionAsking.Ask(
                ProjectLedger.Evolve(known, refreshed.Events), QuestionKind.Baseline,
                QuestionBodies.BaselineSubject(known), at));
    }

    internal static LedgerState Evolve(LedgerState state, QuestionAsked e) => state with
    {
        Scope = state.Scope with
        {
            Outline = QuestionBodies.Outline(state),
            Asked = [.. state.Plan.Tasks.Keys],
        },
    };

    internal static LedgerState Evolve(LedgerState state, ClosedQuestion closed) =>
        closed.Choice != Choices.Sign
            ? state
            : MoveLog.NoteOtherChange(state) with
            {
                Agreed = state.Proposed ?? state.Agreed,
                Proposed = null,
                SignedVersion = (state.Proposed ?? state.Agreed).Version,
                Scope = state.Scope with { Agreed = state.Scope.Asked, Outside = state.Scope.Outside.Clear() },
            };

    static bool WasAsked(LedgerState state) => state.Questions.Asked.ContainsKey(
        QuestionAsking.Stem(QuestionKind.Baseline, QuestionBodies.BaselineSubject(state)));

    static string Wording(Baseline baseline)
    {
        var hash = new ContentHash();
        hash.Bind(baseline with { Version = 0 });
        return hash.Value();
    }
}
