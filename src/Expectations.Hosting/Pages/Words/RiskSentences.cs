using System.Diagnostics;
using Expectations.Core;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Hosting.Pages.Words;

/// <summary>Every event about risks, warnings and findings as a sentence.</summary>
static class RiskSentences
{
    internal static string Of(LedgerEvent recorded, ProjectSetup? setup) => recorded switch
    {
        RiskRaised e => $"{e.By} recorded the risk “{e.Risk.Title}” ({e.Risk.Id}).",
        SignalsRead => "The signals were read.",
        WarningRaised e => $"Warning ({e.Warning}): {RiskWords.Of(e.Signal, e.Details)}.",
        WarningObserved e => e.Calm
            ? $"{e.Warning} looks calm; it ends if it does so at the next reading as well."
            : $"{e.Warning} is at {e.Value} now.",
        WarningCleared e => $"{e.Warning} is over.",
        WarningAcknowledged e => $"{e.By} took {e.Warning} on.",
        WarningSnoozed e =>
            $"{e.By} lets {e.Warning} rest until {Times.Day(e.Until)}{EventSentences.Because(e.Reason)}.",
        WarningWithheld e =>
            $"{e.Warning} stays with the manager: {string.Join(", ", e.Missing.Select(RiskWords.Of))}.",
        WarningEscalated e => $"{e.Warning} went to {EventSentences.Names(e.To, setup)}"
            + (e.By is null ? " because nobody took it on." : $"; {e.By} let it go."),
        MilestoneJudged e => $"Milestone “{e.Milestone}” {(e.Late ? "missed" : "met")} {Times.Day(e.Agreed)}; "
            + $"{EventSentences.Count(e.Verdicts.Length, "warning")} judged.",
        TasksJudged e => $"{EventSentences.Count(e.Likely.Length, "more task")} likely to be late"
            + (e.Calm.IsEmpty ? "" : $", {e.Calm.Length} no longer")
            + (e.LearnedFrom > 0 ? $"; learned from {e.LearnedFrom} of your own." : "; by rules of thumb."),
        FindingShown e => $"{EventSentences.Name(e.PersonId, setup)} was shown the finding “{e.Finding}”.",
        _ => throw new UnreachableException($"No words for the event {recorded.GetType().Name}."),
    };
}
