using Expectations.Core.Calendars;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Core.Risks;

/// <summary>Letters about warnings: figures for the manager and the sponsor, a way out for the client.</summary>
static class WarningNotices
{
    const string ClientKind = "warning";

    internal static SendLetter Raised(LedgerState state, Warning warning, Instant at) =>
        Among(state, warning, Notices.Write(state, Notice.WarningRaised, warning.Id, at, WithWayOut(state, warning)));

    internal static SendLetter Withheld(
        LedgerState state, Warning warning, ImmutableArray<GateLack> missing, Instant at) =>
        Among(state, warning, Notices.Write(
            state, Notice.WarningWithheld, AfterRest(warning), at,
            [.. Figures(state, warning), ("missing", string.Join(' ', missing.Select(lack => lack.ToString())))]));

    // No letter goes twice by one key: what is told after each rest is another letter.
    static string AfterRest(Warning warning) => warning.SnoozedUntil is { } day
        ? $"{warning.Id}-{LocalDatePattern.Iso.Format(day)}"
        : warning.Id;

    /// <summary>The manager hears that it is over, and the sponsor where the sponsor knew of it.</summary>
    internal static IEnumerable<SendLetter> Cleared(LedgerState state, Warning warning, Instant at)
    {
        yield return Notices.Write(state, Notice.WarningCleared, warning.Id, at, Figures(state, warning));
        if (warning.Level == LadderLevel.Sponsor
            && state.Setup!.People.FirstOrDefault(p => p.Role == Role.Sponsor) is { } sponsor)
            yield return Notices.Write(
                state, sponsor, Notice.WarningCleared, warning.Id, at, Figures(state, warning));
    }

    internal static SendLetter Escalated(LedgerState state, Warning warning, Person sponsor, Instant at) =>
        Among(state, warning, Notices.Write(
            state, sponsor, Notice.WarningEscalated, warning.Id, at, WithWayOut(state, warning)));

    /// <summary>The manager hears that somebody else has taken it on, or lets it rest.</summary>
    internal static SendLetter Answered(LedgerState state, Warning warning, AnswerReceived answer, string by)
    {
        (string, string)[] rest = answer.Choice == Choices.Rest
            ?
            [
                ("until", LocalDatePattern.Iso.Format(answer.Date ?? default)), ("reason", answer.Words ?? ""),
            ]
            : [];
        return Notices.Write(
            state, Notice.WarningAnswered, $"{warning.Id}-{answer.At.ToUnixTimeSeconds()}", answer.At,
            [.. Figures(state, warning), ("by", by), .. rest]);
    }

    /// <summary>The letter with the other open risks, so that its reader sees how this one compares.</summary>
    static SendLetter Among(LedgerState state, Warning warning, SendLetter send) =>
        send.Letter.Content is NoticeContent notice
        && RiskMark.Of(state, warning, send.Letter.To.Role) is { IsEmpty: false } risks
            ? new SendLetter(send.Letter with { Content = notice with { Risks = risks } })
            : send;

    internal static SendLetter ForClient(
        LedgerState state, Warning warning, Person person, bool isOver, Instant at)
    {
        var setup = state.Setup!;
        var key = new LetterKey(ClientKind, warning.Id, person.Id, isOver ? 1 : 0);
        return new SendLetter(
            LetterWriting.Address(setup, key, person, Told(state, warning, person, isOver, at), at) with
            {
                NotBefore = SendWindow.Open(at, setup.TimeZoneOf(person), setup.Calendar),
            });
    }

    /// <summary>What a person who was told may read of it now; none where there is nothing.</summary>
    internal static LetterContent? ContentFor(LedgerState state, Warning warning, Person person, Instant at) =>
        person.Role switch
        {
            Role.Manager => Notices.Content(state, Notice.WarningRaised, WithWayOut(state, warning)),
            Role.Sponsor => Notices.Content(state, Notice.WarningEscalated, WithWayOut(state, warning)),
            _ => RiskRegister.Of(state, warning) is not null && WarningGate.MissingWords(state, warning).IsEmpty
                ? Told(state, warning, person, isOver: false, at)
                : null,
        };

    static WarningContent Told(
        LedgerState state, Warning warning, Person person, bool isOver, Instant at)
    {
        var setup = state.Setup!;
        var risk = RiskRegister.Of(state, warning)!;
        return new WarningContent
        {
            ProjectName = setup.Name,
            Client = setup.Client,
            Zone = setup.Zone,
            IsOver = isOver,
            Title = risk.Title,
            Effect = risk.Effect,
            Mitigation = risk.Mitigation,
            Alternative = risk.Alternative,
            Milestone = MilestoneLines.Of(state, setup.Day(at)).FirstOrDefault(m => m.Id == warning.Milestone),
            Risks = isOver ? [] : RiskMark.Of(state, warning, person.Role),
        };
    }

    /// <summary>The figures, and what it means as far as somebody wrote it.</summary>
    static (string, string)[] WithWayOut(LedgerState state, Warning warning) =>
        RiskRegister.Of(state, warning) is not { } risk
            ? Figures(state, warning)
            :
            [
                .. Figures(state, warning), ("effect", risk.Effect), ("mitigation", risk.Mitigation),
                ("alternative", risk.Alternative),
            ];

    static (string, string)[] Figures(LedgerState state, Warning warning) =>
    [
        ("warning", warning.Id), ("signal", warning.Signal.ToString()),
        ("milestone", state.Agreed.Milestones.FirstOrDefault(m => m.Id == warning.Milestone)?.Name ?? ""),
        .. warning.Details.Select(figure => (figure.Key, figure.Value)),
    ];
}
