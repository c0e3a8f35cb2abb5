using System.Globalization;
using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Pages.Words;

/// <summary>Every event of a ledger as a sentence.</summary>
static class EventSentences
{
    internal static string Of(LedgerEvent recorded, ProjectSetup? setup) => recorded switch
    {
        ProjectRegistered e => $"{e.Setup.Name} was registered for {e.Setup.Client}; baseline 1 is agreed.",
        SetupChanged => "The setup was changed; what was agreed stays as it was.",
        RequestRefused e => $"Refused ({e.Request}): {e.Reason}",
        ProjectPaused e => $"{e.By} paused the project{Because(e.Reason)}.",
        ProjectResumed e => $"{e.By} resumed the project.",
        PlanObserved e => Plan(e),
        PlanUnreadable e => $"The plan could not be read: {Phrases.Of(e.Trouble)}."
            + (e.Told ? " The manager is told." : ""),
        PlanDoubted e =>
            $"The plan shrank from {e.Before} tasks to {e.Now}; that is not believed until you accept it.",
        ShrinkAccepted e => $"{e.By} accepted the smaller plan.",
        MilestoneFound e =>
            $"Milestone “{e.Milestone.Name}” was found in the plan, agreed for {Times.Day(e.Milestone.Date)}.",
        PersonUnsubscribed e => $"{Name(e.PersonId, setup)} unsubscribed: no more routine letters.",
        PersonUnreachable e =>
            $"{Name(e.PersonId, setup)} cannot be reached; the stand-in gets the letters from now on.",
        LetterSent e => $"{Letter(e.Key, setup)} was handed over.",
        ExpectationRaised e => $"{e.By} raised a {Phrases.Of(e.Kind)} in {ToolTitles.Of(e.Tool)}: {e.Words}",
        LetterFailed e => $"{Letter(e.Key, setup)} {Phrases.Of(e.Outcome)}{Because(e.Detail)}.",
        _ => OfReport(recorded, setup),
    };

    static string OfReport(LedgerEvent recorded, ProjectSetup? setup) => recorded switch
    {
        ReportIssued e => $"{Report(e.Period)} went out to {Names(e.To, setup)}: {Phrases.Of(e.Said.Health)}."
            + Missed(e.Missed) + Stale(e.Stale),
        ReportHeld e => $"{Report(e.Period)} waits for the manager: {Phrases.Of(e.Reasons)}."
            + Missed(e.Missed) + Stale(e.Stale),
        ReportSkipped e => $"{Report(e.Period)} was left out: {Phrases.Of(e.Reason)}.",
        ReportEdited e => $"{e.By} edited {Lower(Report(e.Period))}: "
            + (e.Note is null ? "without a note, " : "with a note, ")
            + $"{Count(e.Omit.Length, "item")} left out.",
        ReportReleased e => $"{e.By} released {Lower(Report(e.Period))} to {Names(e.To, setup)}.",
        ReportDiscarded e => $"{e.By} discarded {Lower(Report(e.Period))}{Because(e.Reason)}.",
        ReviewReminded e => $"The manager was reminded of {Lower(Report(e.Period))}.",
        HoldPlaced e => $"{e.By} asked to see {Lower(Report(e.Period))} before it goes.",
        _ => OfDecision(recorded, setup),
    };

    static string OfDecision(LedgerEvent recorded, ProjectSetup? setup) => recorded switch
    {
        QuestionAsked e => $"{Names(e.To, setup)} were asked to decide ({e.Question}).",
        LinkIssued e => $"A link to {e.Question} was mailed to {Name(e.PersonId, setup)}; "
            + $"it works until {Times.Moment(e.ExpiresAt, DateTimeZone.Utc)} UTC.",
        CodeIssued => "A code was mailed that a decision of high impact needs.",
        CodeRejected => "A wrong code was typed.",
        QuestionFollowedUp e => $"Nobody has answered {e.Question}: {Phrases.Of(e.Step)}.",
        QuestionPassedOn e => e.Forwarded
            ? $"{Name(e.From, setup)} passed {e.Question} on to {e.To.Name}."
            : $"{Name(e.From, setup)} cannot be reached; {e.To.Name} may answer {e.Question} as well.",
        AnswerGiven e => $"{e.Answer.Name} ({Name(e.Answer.PersonId, setup)}) answered {e.Question}: "
            + $"{Phrases.Choice(e.Answer.Choice)}{Because(e.Answer.Words)}.",
        AnswerTakenBack e => $"{Name(e.PersonId, setup)} took the answer to {e.Question} back.",
        QuestionSettled e => $"{e.Question} is closed: {Phrases.Of(e.Outcome)}"
            + (e.Choice is null ? "." : $", {Phrases.Choice(e.Choice)}."),
        BaselineProposed e => $"Version {e.Baseline.Version} of the baseline is to be signed.",
        ChangeProposed e => $"{e.By} proposed “{e.Change.Title}” ({e.Change.Id}); "
            + (e.Released ? "the client is asked." : "it waits for you."),
        ChangeWithdrawn e => $"{e.By} took {e.Change} back{Because(e.Reason)}.",
        PromiseStated e => $"{e.By} recorded the promise “{e.Promise.Statement}”.",
        PulseGiven e => $"{Name(e.PersonId, setup)} says the project feels like {e.Score} of 5{Because(e.Words)}.",
        ScopeGrew e => $"{Count(e.Tasks.Length, "task")} appeared outside what was signed.",
        ForecastMade e => "Dates were forecast anew: "
            + $"{string.Join("; ", e.Milestones.Select(m => Forecast(m, e, setup)))}.",
        MilestoneMissed e => $"The date of milestone “{e.Milestone}” came and its work is not done.",
        _ => RiskSentences.Of(recorded, setup),
    };

    /// <summary>What a request led to, for the one who asked.</summary>
    internal static string Of(IntakeAnswer answer, ProjectSetup? setup) =>
        answer.Events.IsEmpty
            ? "It was so already; nothing had to be changed."
            : string.Join(' ', answer.Events.Select(e => Of(e, setup)));

    static string Forecast(MilestoneForecast said, ForecastMade e, ProjectSetup? setup)
    {
        var forecast = new DatedForecast(setup?.Day(e.At) ?? e.At.InUtc().Date, said);
        return forecast.DateAt(50) is { } even
            ? $"“{said.Milestone}” with even odds by {Times.Day(even)}, 85 in 100 by "
                + Times.Day(forecast.DateAt(85)!.Value)
            : $"“{said.Milestone}” cannot be forecast ({Phrases.Of(said.Lack ?? ForecastLack.NothingToGoBy)})";
    }

    static string Plan(PlanObserved e)
    {
        var changed = e.Changed?.Length ?? 0;
        var removed = e.Removed?.Length ?? 0;
        var parts = new List<string>();
        if (changed > 0)
            parts.Add($"{Count(changed, "task")} new or different");
        if (removed > 0)
            parts.Add($"{Count(removed, "task")} gone");
        return parts.Count == 0 ? "The plan was read." : $"The plan was read: {string.Join(", ", parts)}.";
    }

    static string Report(string period) => $"The report of {Times.Period(period)}";

    static string Letter(LetterKey key, ProjectSetup? setup) =>
        key.Kind == "report"
            ? $"The progress report of {Times.Period(key.Period)} to {Name(key.PersonId, setup)}"
            : $"“{Phrases.Kind(key.Kind)}” to {Name(key.PersonId, setup)}";

    internal static string Names(ImmutableArray<string> ids, ProjectSetup? setup) =>
        ids.IsEmpty ? "nobody" : string.Join(", ", ids.Select(id => Name(id, setup)));

    internal static string Name(string id, ProjectSetup? setup) => setup?.Person(id)?.Name ?? id;

    internal static string Because(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? "" : $" ({reason.TrimEnd('.')})";

    static string Missed(int missed) =>
        missed == 0 ? "" : $" It stands for {Count(missed, "missed report")} as well.";

    static string Stale(bool stale) => stale ? " It speaks of an older reading of the plan." : "";

    static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    internal static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
