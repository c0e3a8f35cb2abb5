namespace Expectations.Core.Projects;

/// <summary>Wall time of a project and of its people.</summary>
public static class ProjectTime
{
    /// <summary>The project's time zone.</summary>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The zone is unknown; registration refuses
    /// that.</exception>
    public static DateTimeZone TimeZone(this ProjectSetup setup) => DateTimeZoneProviders.Tzdb[setup.Zone];

    /// <summary>The person's time zone, or else the project's.</summary>
    public static DateTimeZone TimeZoneOf(this ProjectSetup setup, Person person) =>
        DateTimeZoneProviders.Tzdb[person.Zone ?? setup.Zone];

    /// <summary>A moment as wall time of the project.</summary>
    public static LocalDateTime LocalTime(this ProjectSetup setup, Instant at) =>
        at.InZone(setup.TimeZone()).LocalDateTime;

    /// <summary>The project's calendar day at a moment.</summary>
    public static LocalDate Day(this ProjectSetup setup, Instant at) => setup.LocalTime(at).Date;

    /// <summary>Who runs the project.</summary>
    public static Person Manager(this ProjectSetup setup) => setup.People.First(p => p.Role == Role.Manager);

    /// <summary>The person with an identity; none where the project has no such person.</summary>
    public static Person? Person(this ProjectSetup setup, string? id) => setup.People.FirstOrDefault(p => p.Id == id);
}
