using Expectations.Core.Plans;
using Expectations.Core.Projects;
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

    internal static SendLetter ExpectationRaised(LedgerState state, ExpectationRaised raised, int place) => Write(
        state, Notice.ExpectationRaised, $"{InstantPattern.ExtendedIso.Format(raised.At)}-{Number(place)}", raised.At,
        ("kind", raised.Kind.ToString()), ("words", raised.Words), ("by", raised.By), ("tool", ToolTitles.Of(raised.Tool)));

    static SendLetter Write(
        LedgerState state, Notice notice, string period, Instant at,
        params ReadOnlySpan<(string Name, string Value)> details)
    {
        var setup = state.Setup!;
        var manager = setup.Manager();
        var said = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in details)
            said[name] = value;
        var key = new LetterKey(Kind(notice), period, manager.Id, 0);
        return new SendLetter(LetterWriting.Address(
            setup, key, manager, new NoticeContent(setup.Name, notice, said.ToImmutable()), at));
    }

    static string Kind(Notice notice) => notice switch
    {
        Notice.ReportWaits => "report-waits",
        Notice.ReportStillWaits => "report-still-waits",
        Notice.PlanUnreadable => "plan-unreadable",
        Notice.PlanShrank => "plan-shrank",
        Notice.LetterUndeliverable => "letter-undeliverable",
        Notice.ExpectationRaised => "expectation-raised",
        _ => "letter-blocked",
    };

    // A notice about a letter is as unique as that letter.
    static string PeriodOf(LetterKey key) => key.ToString().Replace('/', '-');

    static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
