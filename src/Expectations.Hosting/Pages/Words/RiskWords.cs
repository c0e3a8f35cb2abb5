using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Words;

/// <summary>Risks and warnings in the words of a project manager.</summary>
static class RiskWords
{
    internal static string Of(Signal signal, IReadOnlyDictionary<string, string> details)
    {
        return signal switch
        {
            Signal.LateForecast when details.ContainsKey("chance") =>
                $"the agreed {Day("agreed")} is met in {Figure("chance")} of 100 cases; even odds are for {Day("now")}",
            Signal.LateForecast =>
                $"the plan gives {Day("now")}, {Figure("days")} working days after the agreed {Day("agreed")}",
            Signal.OverdueTasks => $"{Figure("overdue")} of {Figure("tasks")} tasks are overdue",
            Signal.WaitingOnClient =>
                $"tasks waiting for the client: {Figure("tasks")}, the longest for {Figure("days")} working days",
            Signal.SlowApproval =>
                $"decisions open with the client: {Figure("questions")}, the longest for {Figure("days")} working days",
            Signal.PeopleAway =>
                $"{Figure("people")} away before the date: {Figure("percent")} % of the open work",
            Signal.SlowPace =>
                $"at the pace of the last four weeks {Figure("doable")} of {Figure("left")} tasks are done by its date",
            Signal.MeetingLoad =>
                $"meetings take {Figure("percent")} % of the working hours before the date"
                    + (details.GetValueOrDefault("people") is { Length: > 0 } most ? $"; most: {most}" : ""),
            Signal.LikelyLateTasks =>
                $"{Figure("likely")} of {Figure("tasks")} tasks are likely to be late{Because()}",
            Signal.PulseFalls => $"the client’s pulse is at {Figure("score")} of 5, before that {Figure("before")}",
            _ => $"{Figure("tasks")} tasks on top of the {Figure("signed")} signed",
        };

        string Because() => Figure("why").Split(' ').Select(Sign).OfType<string>().ToArray() is { Length: > 0 } why
            ? $", most often because {string.Join(" or ", why)}"
            : "";

        string Figure(string name) => details.GetValueOrDefault(name, "–");

        string Day(string name) => LocalDatePattern.Iso.Parse(Figure(name)) is { Success: true, Value: var day }
            ? Times.Day(day)
            : Figure(name);
    }

    /// <summary>A reason with its figure.</summary>
    internal static string Of(TaskReason reason) => reason.Sign switch
    {
        TaskSign.DaysLeft => $"{EventSentences.Count(reason.Value, "day")} left",
        TaskSign.DaysOpen => $"open for {EventSentences.Count(reason.Value, "day")}",
        TaskSign.OwnerLate => $"{reason.Value} % of the owner’s finished tasks were late",
        TaskSign.OwnerBusy => $"its owner has {EventSentences.Count(reason.Value, "other open task")}",
        TaskSign.DateMoved => $"its date was moved before ({reason.Value} times)",
        _ => Sign(reason.Sign.ToString())!,
    };

    static string? Sign(string sign) => Enum.TryParse<TaskSign>(sign, out var known)
        ? known switch
        {
            TaskSign.DaysLeft => "little time is left",
            TaskSign.DaysOpen => "they have been open for long",
            TaskSign.OwnerLate => "their owners were late before",
            TaskSign.OwnerBusy => "their owners have many open tasks",
            TaskSign.DateMoved => "their dates were moved before",
            TaskSign.NotBegun => "work has not begun",
            TaskSign.DueTogether => "many tasks are due together",
            TaskSign.Unusual => "the dates differ from what is usual here",
            _ => "dates like these are often missed here",
        }
        : null;

    internal static string Of(LadderLevel level) => level switch
    {
        LadderLevel.Manager => "with you",
        LadderLevel.Decider => "the deciders know",
        _ => "the sponsor knows",
    };

    internal static string Of(GateLack lack) => lack switch
    {
        GateLack.Material => "it is not material",
        GateLack.Effect => "what it would do is not written",
        GateLack.Mitigation => "what is done against it is not written",
        _ => "what happens instead is not written",
    };

    internal static string Of(Outcome outcome) => outcome switch
    {
        Outcome.CameTrue => "came true",
        Outcome.Averted => "ended before, and the date held",
        Outcome.FalseAlarm => "false alarm",
        _ => "came too late",
    };

    internal static string Of(Signal signal) => signal switch
    {
        Signal.LateForecast => "Later than agreed",
        Signal.OverdueTasks => "Overdue tasks",
        Signal.WaitingOnClient => "Waiting for the client",
        Signal.SlowApproval => "Decisions take long",
        Signal.PeopleAway => "People away",
        Signal.SlowPace => "Pace too slow",
        Signal.MeetingLoad => "Meetings take the time",
        Signal.LikelyLateTasks => "Tasks likely to be late",
        Signal.PulseFalls => "Pulse falls",
        _ => "Scope grows",
    };
}
