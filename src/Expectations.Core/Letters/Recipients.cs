using Expectations.Core.Projects;

namespace Expectations.Core.Letters;

/// <summary>Who gets which letters.</summary>
static class Recipients
{
    const int Week = 7;

    /// <summary>Those of the client who get reports, stand-ins in place of those who cannot be reached.</summary>
    internal static ImmutableArray<Person> OfReports(LedgerState state) =>
    [
        .. state.Setup!.People.Where(p => p.Role is Role.Decider or Role.Reader)
            .Select(p => Reachable(state, p)).OfType<Person>()
            .Where(p => !state.Letters.Unsubscribed.Contains(p.Id)).DistinctBy(p => p.Id),
    ];

    /// <summary>The person, or the first stand-in in line whose address works; none when nobody's does.</summary>
    internal static Person? Reachable(LedgerState state, Person person)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (Person? p = person; p is not null && asked.Add(p.Id); p = state.Setup!.Person(p.StandIn))
            if (!state.Letters.Unreachable.Contains(p.Id))
                return p;
        return null;
    }

    /// <summary>Whether one more routine letter would be too much for the person this week.</summary>
    internal static bool IsOverBudget(LedgerState state, Person person, Instant at) =>
        state.Letters.Recent.TryGetValue(person.Id, out var recent)
        && recent.Count(sent => IsThisWeek(state.Setup!, sent, at)) >= state.Setup!.Noise.LettersPerWeek;

    /// <summary>Notes that these people were written to.</summary>
    internal static Correspondence Noting(LedgerState state, ImmutableArray<string> to, Instant at)
    {
        var recent = state.Letters.Recent;
        return state.Letters with
        {
            Recent = recent.SetItems(to.Select(id => KeyValuePair.Create<string, ImmutableArray<Instant>>(
                id, [.. recent.GetValueOrDefault(id, []).Where(sent => IsThisWeek(state.Setup!, sent, at)), at]))),
        };
    }

    // By days: the same weekday is a week later, however early the plan was read and whatever the clocks did.
    static bool IsThisWeek(ProjectSetup setup, Instant sent, Instant at) =>
        Period.DaysBetween(setup.Day(sent), setup.Day(at)) < Week;
}
