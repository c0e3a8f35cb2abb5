using System.Text.Json;
using Expectations.Core.Changes;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Pulses;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using NodaTime.Text;

namespace Expectations.Core.Letters;

/// <summary>Short letters to the manager about what needs a hand.</summary>
static class Notices
{
    internal static SendLetter ReportWaits(LedgerState state, ReportHeld held) => Write(
        state, Notice.ReportWaits, held.Period, held.At,
        ("period", held.Period), ("reasons", string.Join(' ', held.Reasons.Select(r => r.ToString()))));

    internal static SendLetter ReportStillWaits(LedgerState state, Instant at) => Write(
        state, Notice.ReportStillWaits, state.Held!.Period, at, ("period", state.Held.Period));

    internal static SendLetter PlanUnreadable(LedgerState state, PlanReadFailed failed) => Write(
        state, Notice.PlanUnreadable, InstantPattern.General.Format(failed.At), failed.At,
        ("trouble", failed.Trouble.ToString()),
        ("since", InstantPattern.General.Format(state.Outage?.Since ?? failed.At)),
        ("detail", failed.Detail));

    internal static SendLetter PlanShrank(LedgerState state, PlanDoubted doubt) => Write(
        state, Notice.PlanShrank, InstantPattern.General.Format(doubt.At), doubt.At,
        ("before", Number(doubt.Before)), ("now", Number(doubt.Now)));

    internal static SendLetter LetterUndeliverable(LedgerState state, LetterSettled settled, Person person) => Write(
        state, Notice.LetterUndeliverable, PeriodOf(settled.Key), settled.At,
        ("person", person.Name), ("kind", settled.Key.Kind), ("reason", settled.Detail ?? settled.Outcome.ToString()));

    internal static SendLetter LetterBlocked(LedgerState state, LetterSettled settled) => Write(
        state, Notice.LetterBlocked, PeriodOf(settled.Key), settled.At, ("missing", settled.Detail ?? ""));

    internal static SendLetter NobodyToAsk(LedgerState state, QuestionKind kind, string subject, Instant at) => Write(
        state, Notice.NobodyToAsk, PeriodOf(at, subject), at, ("kind", kind.ToString()),
        ("subject", subject), ("title", SubjectTitle.Of(state, kind, subject)));

    internal static SendLetter AnswerOverdue(LedgerState state, Question question, string waiting, Instant at) => Write(
        state, Notice.AnswerOverdue, question.Id, at, About(state, question, waiting));

    /// <summary>The sponsor is told; without one, the manager.</summary>
    internal static SendLetter AnswerOverdueForSponsor(
        LedgerState state, Question question, string waiting, Instant at) => Write(
        state, state.Setup!.People.FirstOrDefault(p => p.Role == Role.Sponsor) ?? state.Setup.Manager(),
        Notice.AnswerOverdueForSponsor, question.Id, at, About(state, question, waiting));

    internal static SendLetter ScopeGrew(LedgerState state, Change change, int count, Instant at) => Write(
        state, Notice.ScopeGrew, change.Id, at, ("count", Number(count)),
        ("change", change.Id), ("title", change.Title));

    internal static SendLetter ChangeDrafted(LedgerState state, Change change, Instant at) => Write(
        state, Notice.ChangeDrafted, PeriodOf(at, change.Id), at, ("change", change.Id), ("title", change.Title));

    internal static SendLetter MilestoneMissed(LedgerState state, Milestone milestone, Instant at) => Write(
        state, Notice.MilestoneMissed, $"{milestone.Id}-{LocalDatePattern.Iso.Format(milestone.Date)}", at,
        ("milestone", milestone.Name), ("agreed", LocalDatePattern.Iso.Format(milestone.Date)));

    internal static SendLetter PulseFalls(LedgerState state, Instant at)
    {
        var last = state.Pulses[^1];
        return Write(
            state, Notice.PulseFalls, InstantPattern.General.Format(at), at,
            ("score", Mean(PulseDecider.Now(state))), ("before", Mean(PulseDecider.Before(state))),
            ("words", last.Words ?? ""));
    }

    static (string, string)[] About(LedgerState state, Question question, string waiting) =>
    [
        ("kind", question.Kind.ToString()), ("subject", question.Subject),
        ("title", SubjectTitle.Of(state, question.Kind, question.Subject)), ("waiting", waiting),
    ];

    internal static SendLetter ExpectationRaised(LedgerState state, ExpectationRaised raised, int place) => Write(
        state, Notice.ExpectationRaised, $"{InstantPattern.ExtendedIso.Format(raised.At)}-{Number(place)}", raised.At,
        ("kind", raised.Kind.ToString()), ("words", raised.Words), ("by", raised.By),
        ("tool", ToolTitles.Of(raised.Tool)));

    internal static SendLetter Write(
        LedgerState state, Notice notice, string period, Instant at,
        params ReadOnlySpan<(string Name, string Value)> details) =>
        Write(state, state.Setup!.Manager(), notice, period, at, details);

    internal static SendLetter Write(
        LedgerState state, Person to, Notice notice, string period, Instant at,
        params ReadOnlySpan<(string Name, string Value)> details)
    {
        var key = new LetterKey(Kind(notice), period, to.Id, 0);
        return new SendLetter(LetterWriting.Address(state.Setup!, key, to, Content(state, notice, details), at));
    }

    internal static NoticeContent Content(
        LedgerState state, Notice notice, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var said = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in details)
            said[name] = value;
        return new NoticeContent(state.Setup!.Name, notice, said.ToImmutable());
    }

    static string Kind(Notice notice) => JsonNamingPolicy.KebabCaseLower.ConvertName(notice.ToString());

    // A notice about a letter is as unique as that letter.
    static string PeriodOf(LetterKey key) => key.ToString().Replace('/', '-');

    static string PeriodOf(Instant at, string subject) => $"{subject}-{at.ToUnixTimeSeconds()}";

    static string Mean(double? value) =>
        value?.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? "–";

    static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
