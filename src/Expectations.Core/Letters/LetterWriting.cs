using Expectations.Core.Calendars;
using Expectations.Core.Projects;
using Expectations.Core.Reports;

namespace Expectations.Core.Letters;

/// <summary>Addresses content to people: one letter each, at an hour that is right where they are.</summary>
static class LetterWriting
{
    internal const string ReportKind = "report";

    /// <summary>One report letter for each person.</summary>
    internal static IEnumerable<SendLetter> Reports(
        LedgerState state, string period, ReportContent content, ImmutableArray<Person> to, Instant at) =>
        to.Select(person => Report(state, new LetterKey(ReportKind, period, person.Id, 0), person, content, at));

    internal static SendLetter Report(
        LedgerState state, LetterKey key, Person person, ReportContent content, Instant at)
    {
        var setup = state.Setup!;
        var opens = SendWindow.Open(at, setup.TimeZoneOf(person), setup.Calendar);
        return new SendLetter(Address(setup, key, person, content, at) with
        {
            NotBefore = opens,
            Expires = Expiry(state, key.Period, opens),
            IsRoutine = true,
        });
    }

    /// <summary>A letter that may leave at once, whatever the hour.</summary>
    internal static Letter Address(ProjectSetup setup, LetterKey key, Person to, LetterContent content, Instant at) =>
        new()
        {
            ProjectId = setup.Id,
            Key = key,
            To = to with { Zone = to.Zone ?? setup.Zone },
            From = setup.Manager(),
            WrittenAt = at,
            NotBefore = at,
            Branding = setup.Branding,
            Content = content,
        };

    // The next report supersedes this one; a letter that waits for a working day still gets a day to be delivered.
    static Instant? Expiry(LedgerState state, string period, Instant opens) =>
        ReportSchedule.Following(state, ReportSchedule.EndOf(period)) is { } next
            ? Instant.Max(ReportSchedule.DueAt(state.Setup!, next), opens + Duration.FromDays(1))
            : null;
}
