using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Milestones;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Pages.Words;

/// <summary>The words of the core in the words of a project manager.</summary>
static class Phrases
{
    /// <param name="health">The state.</param>
    /// <param name="isPlanLate">Whether the plan itself is late, rather than unlikely to hold.</param>
    internal static string Of(Health health, bool isPlanLate = true) => health switch
    {
        Health.Green => "On track",
        Health.Amber when !isPlanLate => "At risk",
        Health.Amber => "Slightly late",
        _ => "Late",
    };

    internal static string Of(HoldReason reason) => reason switch
    {
        HoldReason.Asked => "you asked to see it first",
        HoldReason.Always => "every report of this project waits for you",
        HoldReason.TurnedRed => "the project turned red",
        _ => "a milestone moved materially",
    };

    internal static string Of(RaisedKind kind) => kind switch
    {
        RaisedKind.Promise => "promise",
        RaisedKind.Risk => "risk",
        _ => "change",
    };

    internal static string Of(IEnumerable<HoldReason> reasons) => string.Join("; ", reasons.Select(Of));

    internal static string Of(SkipReason reason) => reason switch
    {
        SkipReason.NothingChanged => "nothing has changed since the last report",
        SkipReason.PlanUnreadable => "the plan could not be read in time",
        SkipReason.NoiseBudget =>
            "someone would get more letters in a week than the noise budget allows; the next one covers it",
        _ => "everyone who would get it has unsubscribed or cannot be reached",
    };

    internal static string Of(ForecastLack lack) => lack switch
    {
        ForecastLack.NoTasks => "the plan has no tasks of it",
        ForecastLack.ScopeOutrunsWork => "tasks are added faster than they are finished",
        _ => "neither dates nor finished work say anything yet",
    };

    internal static string Of(PlanTrouble trouble) => trouble switch
    {
        PlanTrouble.Throttled => "the plan's service asked to wait",
        PlanTrouble.Unavailable => "the plan's service does not answer",
        PlanTrouble.Incomplete => "only part of the plan arrived",
        PlanTrouble.NotFound => "the plan does not exist, or no longer",
        PlanTrouble.ConsentLost => "the permission to read it is missing or was withdrawn",
        PlanTrouble.SignInFailed => "the sign-in of the application failed",
        _ => "a limit of the plan's tool was hit",
    };

    /// <summary>What the manager can do about a trouble, or what happens without.</summary>
    internal static string Mend(PlanTrouble trouble) => trouble switch
    {
        PlanTrouble.NotFound => "Check the plan id in the project's setup.",
        PlanTrouble.ConsentLost => "Ask an administrator to grant the permission again.",
        PlanTrouble.SignInFailed => "Check the application's credentials.",
        PlanTrouble.LimitReached => "Make room in the plan, or raise its limit.",
        _ => "Nothing to do for you: it is tried again by itself.",
    };

    internal static string Of(LetterOutcome outcome) => outcome switch
    {
        LetterOutcome.Sent => "was handed over",
        LetterOutcome.Refused => "was refused for good",
        LetterOutcome.Expired => "went out of date before it could be delivered",
        LetterOutcome.Bounced => "came back",
        _ => "lacked something it must say and was not sent",
    };

    internal static string Of(OutboxRow row) => row.State switch
    {
        OutboxState.Sending => "Being delivered right now",
        OutboxState.Ambiguous => "May have arrived; the same letter goes again to be sure",
        _ when row.Attempts == 0 => "Ready to go",
        _ => $"Tried {(row.Attempts == 1 ? "once" : $"{row.Attempts} times")}; goes again",
    };

    internal static string Of(Role role) => role switch
    {
        Role.Manager => "manager",
        Role.Decider => "decides for the client",
        Role.Reader => "reads for the client",
        _ => "sponsor",
    };

    internal static string Language(string language) => language switch
    {
        "zh-Hant" => "Traditional Chinese",
        "zh-Hans" => "Simplified Chinese",
        _ => "English",
    };

    internal static string Of(FollowUp step) => step switch
    {
        FollowUp.Remind => "those who have not are reminded",
        FollowUp.StandIn => "stand-ins may answer as well, and the manager is told",
        FollowUp.Sponsor => "the sponsor is told",
        _ => "it is asked again",
    };

    internal static string Of(QuestionOutcome outcome) => outcome switch
    {
        QuestionOutcome.Answered => "answered",
        QuestionOutcome.Deemed => "nobody answered, which the signed baseline counts as acceptance",
        QuestionOutcome.Lapsed => "nobody answered in time",
        QuestionOutcome.Disagreed => "all had to agree and did not",
        _ => "what was asked has changed",
    };

    internal static string Of(QuestionKind kind) => kind switch
    {
        QuestionKind.Baseline => "Sign the baseline",
        QuestionKind.Milestone => "Confirm a milestone",
        QuestionKind.Change => "Choose among the options of a change",
        QuestionKind.Priorities => "Rate the requirements",
        QuestionKind.Warning => "Answer a warning",
        _ => "Confirm what falls below the capacity line",
    };

    internal static string Of(MilestoneState state) => state switch
    {
        MilestoneState.Missed => "date has come, work is not done",
        MilestoneState.AwaitingClient => "waits for the client",
        MilestoneState.Confirmed => "confirmed",
        MilestoneState.Disputed => "disputed",
        MilestoneState.CallWanted => "the client wants a call",
        MilestoneState.DeemedAccepted => "counts as accepted",
        _ => "nobody answered in time",
    };

    internal static string Of(ChangeState state) => state switch
    {
        ChangeState.Draft => "draft, waits for you",
        ChangeState.Asked => "the client is asked",
        ChangeState.Chosen => "chosen",
        ChangeState.TurnedDown => "turned down",
        _ => "taken back",
    };

    internal static string Of(PromiseOrigin origin) => origin switch
    {
        PromiseOrigin.ClientAssumption => "client takes it for granted",
        PromiseOrigin.SalesPromise => "said to win the work",
        PromiseOrigin.MarketComparison => "others on the market have it",
        PromiseOrigin.Contract => "contract",
        _ => "approved change",
    };

    internal static string Of(OptionKind kind) => kind switch
    {
        OptionKind.CutScope => "Deliver less",
        OptionKind.Extend => "Deliver later",
        OptionKind.AddResources => "Put more people on it",
        _ => "Keep everything and accept the odds",
    };

    /// <summary>A choice in words; the identity of an option as it is.</summary>
    internal static string Choice(string choice) => choice switch
    {
        Choices.Sign => "signed",
        Choices.Objection => "objects",
        Choices.Confirm => "confirmed",
        Choices.Dispute => "disputes it",
        Choices.Call => "wants a call first",
        Choices.Reject => "turned down",
        Choices.Counter => "counter-offer",
        Choices.Rate => "rated",
        Choices.TakeOn => "sees to it",
        Choices.Rest => "lets it rest",
        _ => choice,
    };

    internal static string Kind(Notice notice) => Kind(JsonNamingPolicy.KebabCaseLower.ConvertName(notice.ToString()));

    /// <summary>What a letter is, from its kind.</summary>
    internal static string Kind(string kind) => kind switch
    {
        "report" => "Progress report",
        "report-waits" => "Notice: a report waits for you",
        "report-still-waits" => "Reminder: a report still waits for you",
        "plan-unreadable" => "Notice: the plan cannot be read",
        "plan-shrank" => "Notice: the plan shrank",
        "letter-undeliverable" => "Notice: a letter could not be delivered",
        "expectation-raised" => "Notice: somebody raised something in a comment",
        "letter-blocked" => "Notice: a letter lacks something it must say",
        "question" => "Please decide",
        "receipt" => "What was decided",
        "code" => "Code for a decision",
        "nobody-to-ask" => "Notice: nobody can be asked",
        "answer-overdue" or "answer-overdue-for-sponsor" => "Notice: a decision is overdue",
        "scope-grew" => "Notice: work outside what was signed",
        "change-drafted" => "Notice: a change waits for you",
        "milestone-missed" => "Notice: a milestone's date has come",
        "pulse-falls" => "Notice: the client's pulse falls",
        "warning-raised" => "Warning: something may break a promise",
        "warning-withheld" => "Notice: a warning stays with you",
        "warning-escalated" => "Warning nobody answered",
        "warning-cleared" => "Notice: a warning is over",
        "warning-answered" => "Notice: a warning was answered",
        "warning-link" => "Warning, with a fresh link",
        "digest" => "Notices of the day",
        "warning" => "Warning to the client",
        _ => kind,
    };
}
