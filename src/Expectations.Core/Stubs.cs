#pragma warning disable
namespace Expectations.Core.Calendars {
public static class ReportCadence {
  public static string? Problem(Cadence cadence) => null;
  public static LocalDateTime? Next(Cadence c, LocalDateTime after) { var n = c.Start; while (n <= after) n = n.PlusWeeks(1); return n; }
  public static Instant DueAt(LocalDateTime o, WorkingCalendar c, DateTimeZone z) => z.AtLeniently(o).ToInstant();
}
public static class WorkingDays { public static int WorkingDaysBetween(this WorkingCalendar c, LocalDate a, LocalDate b) => NodaTime.Period.DaysBetween(a,b); }
public static class SendWindow { public static Instant Open(Instant e, DateTimeZone z, WorkingCalendar c) => e; }
}
namespace Expectations.Core.Projects {
public sealed record SetupProblem(string Path, string What, string Mend);
public static class SetupCheck { public static System.Collections.Immutable.ImmutableArray<SetupProblem> Problems(ProjectSetup s) => []; }
}
