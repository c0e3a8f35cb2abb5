using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>What the manager does about risks and warnings.</summary>
static class RiskDecider
{
    /// <summary>Calendar days a warning may rest at most.</summary>
    const int LongestSnooze = 60;

    internal static Decision WhenRiskReceived(LedgerState state, RiskReceived fact)
    {
        if (fact.Warning is { } id && !state.Risks.Open.ContainsKey(id))
            return NoSuchWarning(fact.At, "raise-risk");
        var found = new ProblemList();
        RiskCheck.CheckDraft(fact.Risk, state.Agreed, found);
        if (!found.All.IsEmpty)
            return Decision.Refusing(fact.At, "raise-risk",
                string.Join(' ', found.All.Select(p => $"{p.Path}: {p.What} {p.Mend}")));
        var isKnown = RiskRegister.Of(state).Any(risk => risk == fact.Risk)
            && (fact.Warning is null || state.Risks.Open[fact.Warning].Risk == fact.Risk.Id);
        return isKnown ? Decision.Nothing : Decision.Of(new RiskRaised(fact.At, fact.Risk, fact.Warning, fact.By));
    }

    internal static Decision WhenAcknowledgementAsked(LedgerState state, WarningAcknowledgementAsked fact) =>
        state.Risks.Open.GetValueOrDefault(fact.Warning) switch
        {
            null => NoSuchWarning(fact.At, "acknowledge-warning"),
            { AcknowledgedBy: not null } => Decision.Nothing,
            _ => Decision.Of(new WarningAcknowledged(fact.At, fact.Warning, fact.By)),
        };

    internal static Decision WhenSnoozeAsked(LedgerState state, WarningSnoozeAsked fact)
    {
        if (!state.Risks.Open.ContainsKey(fact.Warning))
            return NoSuchWarning(fact.At, "snooze-warning");
        if (!MayRestUntil(state, fact.Until, fact.At))
            return Decision.Refusing(fact.At, "snooze-warning",
                $"Choose a day after today, {LongestSnooze} days ahead at most.");
        return string.IsNullOrWhiteSpace(fact.Reason)
            ? Decision.Refusing(fact.At, "snooze-warning", "Say why it can wait.")
            : Decision.Of(new WarningSnoozed(fact.At, fact.Warning, fact.Until, fact.Reason.Trim(), fact.By));
    }

    internal static Decision WhenReleaseAsked(LedgerState state, WarningReleaseAsked fact)
    {
        if (!state.Risks.Open.TryGetValue(fact.Warning, out var warning))
            return NoSuchWarning(fact.At, "release-warning");
        if (warning.Level != LadderLevel.Manager)
            return Decision.Nothing;
        var missing = WarningGate.MissingWords(state, warning);
        return missing.IsEmpty
            ? Ladder.ToDeciders(state, warning, fact.By, fact.At)
            : Decision.Refusing(fact.At, "release-warning",
                $"The client would read a warning without {WarningGate.Names(missing)}; write a risk with them first.");
    }

    internal static bool MayRestUntil(LedgerState state, LocalDate until, Instant at)
    {
        var today = state.Setup!.Day(at);
        return until > today && until <= today.PlusDays(LongestSnooze);
    }

    static Decision NoSuchWarning(Instant at, string request) => Decision.Refusing(
        at, request, "There is no such open warning; it may have ended. Look at the project's risks.");
}
