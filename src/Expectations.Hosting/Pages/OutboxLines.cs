using System.Globalization;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Words;
using NodaTime.Text;

namespace Expectations.Hosting.Pages;

/// <summary>The outbox of one project, line by line, with the reason for each.</summary>
sealed class OutboxLines(LedgerState state, Instant now)
{
    readonly ProjectSetup setup = state.Setup!;
    readonly ProjectName project = ProjectShelf.NameOf(state);

    /// <summary>Letters decided already, then what is ahead.</summary>
    internal IEnumerable<OutboxLine> Of(IReadOnlyList<OutboxRow> rows) =>
        rows.Select(OnItsWay).Concat(Ahead());

    /// <summary>The line of one planned letter.</summary>
    internal OutboxLine Of(Letter letter) => Planned(letter);

    /// <summary>The standing reasons why something does not go.</summary>
    internal IEnumerable<OutboxNote> Notes()
    {
        if (state.Paused)
            yield return Note("Paused: nothing new is written until you resume the project.");
        if (state.Outage is { Trouble: { } trouble } outage)
            yield return Note(
                $"The plan cannot be read: {Phrases.Of(trouble)}. {Phrases.Mend(trouble)} Tried again "
                + $"{Times.MomentAndZone(outage.RetryAt, setup.TimeZone())}; "
                + "what is planned below assumes that it can be read then.");
        if (state.Outage is { Trouble: null })
            yield return Note(
                "The plan shrank so much that it is not believed; reports wait. See the list of projects.");
        if (state.Held is { } held)
            yield return Note(
                $"The report of {Times.Period(held.Period)} waits for you: {Phrases.Of(held.Reasons)}.") with
            {
                Href = $"/review/{project.Id}",
            };
        if (state.Letters.Gathered.Length is > 0 and var gathered)
            yield return Note($"{EventSentences.Count(gathered, "notice")} that can wait for you "
                + "will come together in your next letter of the day.");
        foreach (var person in setup.People)
            if (state.Letters.Unsubscribed.Contains(person.Id))
                yield return Note($"No reports go to {person.Name}: unsubscribed.");
            else if (state.Letters.Unreachable.Contains(person.Id))
                yield return Note($"No letters go to {person.Name}: the address refuses them. "
                    + (setup.Person(person.StandIn ?? "") is { } other
                        ? $"{other.Name} gets them instead."
                        : ""));
    }

    OutboxNote Note(string text) => new(project, text);

    IEnumerable<OutboxLine> Ahead()
    {
        string? next = null;
        var lastIssued = state.Reports.LastIssuedAt;
        var waiting = state.Held?.Period;
        foreach (var entry in ProjectShelf.Ahead(state, now))
            switch (entry)
            {
                case PlannedLetter { Letter: { Content: ReportContent } letter }:
                    lastIssued = letter.WrittenAt;
                    yield return Planned(letter) with { Holdable = next is null ? letter.Key.Period : null };
                    next ??= letter.Key.Period;
                    break;
                case PlannedLetter { Letter: var letter }:
                    yield return Planned(letter);
                    break;
                case PlannedHold held:
                    next ??= held.Period;
                    yield return Waits(held, waiting);
                    waiting = held.Period;
                    break;
                case PlannedSkip skipped:
                    yield return LeftOut(skipped, lastIssued);
                    break;
            }
    }

    OutboxLine OnItsWay(OutboxRow row)
    {
        var person = setup.Person(row.Key.PersonId);
        string[] why = row.NotBefore > now && row.Attempts == 0
            ? ["Decided; waits for an hour at which it may be delivered"]
            : row.Detail switch
            {
                null => [Phrases.Of(row)],
                RecipientCap.Why => [$"Waits: {RecipientCap.Why} It goes once a day has passed, or not at all where a "
                    + "newer report covers it by then"],
                var said => [Phrases.Of(row), $"The outlet said: {said}"],
            };
        return new OutboxLine
        {
            Project = project,
            At = Instant.Max(row.NotBefore, now),
            Zone = person is null ? setup.TimeZone() : setup.TimeZoneOf(person),
            Whom = person?.Name ?? row.Key.PersonId,
            What = What(row.Key),
            Why = [.. why],
            Fate = OutboxFate.OnItsWay,
        };
    }

    OutboxLine Planned(Letter letter) => new()
    {
        Project = project,
        At = letter.NotBefore,
        Zone = setup.TimeZoneOf(letter.To),
        Whom = letter.To.Name,
        What = What(letter.Key),
        Why = [.. Why(letter)],
        Fate = OutboxFate.Goes,
        Href = Address(letter.Key),
    };

    string Address(LetterKey key) =>
        $"/outbox/{project.Id}/letter?key={Uri.EscapeDataString(key.ToString())}";

    OutboxLine Waits(PlannedHold held, string? waiting)
    {
        string[] replaced =
            waiting is null ? [] : [$"replaces the report of {Times.Period(waiting)} if that still waits"];
        return new OutboxLine
        {
            Project = project,
            At = held.At,
            Zone = setup.TimeZone(),
            What = $"Report of {Times.Period(held.Period)} waits for you",
            Why =
            [
                Phrases.Of(held.Reasons), .. Moved(held.Period, held.At), .. replaced,
                Unreviewed(setup.Review),
            ],
            Fate = OutboxFate.Waits,
        };
    }

    OutboxLine LeftOut(PlannedSkip skipped, Instant? lastIssued)
    {
        var why = new List<string> { Phrases.Of(skipped.Reason) };
        if (skipped.Reason == SkipReason.NothingChanged && lastIssued is { } last)
            why.Add("a report goes even so before "
                + $"{Times.Day(setup.Day(last + Duration.FromDays(setup.Noise.SilenceCeilingDays)))}: "
                + $"silence lasts at most {setup.Noise.SilenceCeilingDays} days");
        return new OutboxLine
        {
            Project = project,
            At = skipped.At,
            Zone = setup.TimeZone(),
            What = $"Report of {Times.Period(skipped.Period)} does not go",
            Why = [.. why],
            Fate = OutboxFate.LeftOut,
        };
    }

    IEnumerable<string> Why(Letter letter)
    {
        if (letter.Content is not ReportContent report)
            return ["so that you can act in time"];
        string[] missed = report.MissedReports == 0 ? [] : [$"stands for {report.MissedReports} missed"];
        var moved = Moved(letter.Key.Period, letter.WrittenAt);
        return [CadenceWords.Of(setup.Cadence), .. moved, .. missed, .. Window(letter)];
    }

    IEnumerable<string> Moved(string period, Instant at)
    {
        if (LocalDatePattern.Iso.Parse(period) is not { Success: true, Value: var date }
            || date == setup.Day(at))
            yield break;
        var why = setup.Calendar.Holidays.Contains(date) ? "holiday" : "no working day";
        yield return at == now
            ? $"due since {Times.ShortDay(date)}"
            : $"moved from {Times.ShortDay(date)}: {why}";
    }

    IEnumerable<string> Window(Letter letter)
    {
        if (letter.NotBefore <= letter.WrittenAt)
            yield break;
        var zone = setup.TimeZoneOf(letter.To);
        var written = letter.WrittenAt.InZone(zone).TimeOfDay;
        var opens = letter.NotBefore.InZone(zone).LocalDateTime;
        var why = IsQuiet(written) ? "quiet hours" : "no working day";
        yield return $"waits until {Times.ShortDay(opens.Date)} {Times.Clock(opens.TimeOfDay)}: {why}";
    }

    bool IsQuiet(LocalTime time)
    {
        var (from, until) = (setup.Calendar.QuietFrom, setup.Calendar.QuietUntil);
        return from <= until ? time >= from && time < until : time >= from || time < until;
    }

    static string What(LetterKey key) =>
        key.Kind == "report" ? $"Progress report of {Times.Period(key.Period)}" : Phrases.Kind(key.Kind);

    static string Unreviewed(ReviewRule rule) => rule switch
    {
        { PatienceHours: > 0, IfUnreviewed: IfUnreviewed.Send } =>
            string.Create(
                CultureInfo.InvariantCulture, $"goes as it is after {rule.PatienceHours} hours"),
        _ => "stays until you release or discard it",
    };
}
