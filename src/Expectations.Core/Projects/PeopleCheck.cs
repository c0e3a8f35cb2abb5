namespace Expectations.Core.Projects;

/// <summary>
/// Finds what is wrong with the people of a project: exactly one manager, and someone to write to.
/// </summary>
static class PeopleCheck
{
    internal static readonly ImmutableArray<string> Languages = ["en", "zh-Hant", "zh-Hans"];

    /// <summary>
    /// A decision is written with its letters all at once or not at all, and the smaller store takes a hundred rows at
    /// once: two for each letter, and room for what is decided beside a report.
    /// </summary>
    const int Most = 30;

    internal static void Check(ImmutableArray<Person> people, ProblemList found)
    {
        if (people.Length > Most)
            found.Add("people", "The project has more people than letters can be written to at once.",
                $"Name {Most} at most; the address of a mailing list reaches more readers.");
        if (people.Count(person => person.Role == Role.Manager) != 1)
            found.Add("people", "A project has exactly one manager.",
                "Give exactly one person the role manager.");
        if (!people.Any(person => person.Role is Role.Decider or Role.Reader))
            found.Add("people", "Nobody of the client gets reports.",
                "Add a person with the role decider or reader.");
        foreach (var (i, person) in people.Index())
            Check(person, $"people[{i}]", people, found);
        found.Unique("people", people.Select(person => person.Id));
        CheckForCircles(people, found);
    }

    internal static void Check(Person person, string path, ImmutableArray<Person> people, ProblemList found)
    {
        found.Identity($"{path}.id", person.Id);
        found.Line($"{path}.name", person.Name);
        if (EmailAddress.Problem(person.Email) is { } problem)
            found.Add($"{path}.email", problem.What, problem.Mend);
        if (!Languages.Contains(person.Language))
            found.Add($"{path}.language", "Letters are not written in this language.",
                "Write en, zh-Hant or zh-Hans.");
        if (person.Zone is not null)
            found.Zone($"{path}.zone", person.Zone);
        if (person.StandIn is not { } standIn)
            return;
        if (standIn == person.Id)
            found.Add($"{path}.standIn", "Nobody stands in for themselves.",
                "Name another person, or nobody.");
        else if (people.All(other => other.Id != standIn))
            found.Add($"{path}.standIn", "No person has this identity.",
                "Write the id of one of the people.");
    }

    /// <summary>Names each circle once, at the first of its people.</summary>
    static void CheckForCircles(ImmutableArray<Person> people, ProblemList found)
    {
        var standIns = people.Where(person => person.StandIn != person.Id)
            .DistinctBy(person => person.Id, StringComparer.Ordinal)
            .ToDictionary(person => person.Id ?? "", person => person.StandIn, StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, person) in people.Index())
        {
            var way = new HashSet<string>(StringComparer.Ordinal);
            for (var id = person.Id; id is not null && way.Add(id); id = standIns.GetValueOrDefault(id))
                if (standIns.GetValueOrDefault(id) == person.Id && !way.Overlaps(named))
                    found.Add($"people[{i}].standIn", "People stand in for each other in a circle.",
                        "Let the last of them have no stand-in.");
            named.UnionWith(way);
        }
    }
}
