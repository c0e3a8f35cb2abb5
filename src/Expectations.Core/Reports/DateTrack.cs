using System.Text.Json.Serialization;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>A date a report gave for a milestone, when it gave another one before.</summary>
/// <param name="On">Day of the report.</param>
/// <param name="Date">What it said.</param>
public sealed record AnnouncedDate(LocalDate On, LocalDate Date);

/// <summary>An agreed date and since when it is.</summary>
/// <param name="From">First day it is shown for.</param>
/// <param name="Date">What was agreed.</param>
public sealed record AgreedDate(LocalDate From, LocalDate Date);

/// <summary>How the date of a milestone has gone: what was announced, agreed, and forecast.</summary>
/// <param name="Milestone">Identity of the milestone.</param>
/// <param name="Points">What was known, oldest first, the newest today; two at least.</param>
/// <param name="Agreed">Agreed dates, oldest first; one at least.</param>
public sealed record DateTrack(
    string Milestone, ImmutableArray<TrackPoint> Points, ImmutableArray<AgreedDate> Agreed)
{
    /// <summary>An agreed date so near that its odds are news.</summary>
    const int NearDays = 42;

    const int AnnouncedKept = 40;

    /// <summary>Date the plan gives now; none where it gives none.</summary>
    [JsonIgnore]
    public LocalDate? Now => Points[^1].Announced;

    /// <summary>Calendar days the plan's date is later than agreed, negative for earlier; none without one.</summary>
    [JsonIgnore]
    public int? DaysLate => Now is { } now ? Period.DaysBetween(Agreed[^1].Date, now) : null;

    /// <summary>How the date of a milestone has gone; none where there is only one day to tell of.</summary>
    public static DateTrack? Of(LedgerState state, MilestoneLine line, LocalDate today)
    {
        if (line.Reached is not null || line.Now is null)
            return null;
        ImmutableArray<TrackPoint> before =
        [
            .. (state.Forecasts?.Milestones.GetValueOrDefault(line.Id)?.Points
                ?? Announced(state.Reports, line.Id)).Where(p => p.On < today && p.Announced is not null),
        ];
        if (before is not [var first, ..])
            return null;
        var moves = state.Moved.Where(m => m.Milestone == line.Id).ToArray();
        return new DateTrack(
            line.Id,
            before.Add(new TrackPoint(today, line.Now, line.InAll - line.Done) { P50 = line.P50, P85 = line.P85 }),
            [
                new AgreedDate(first.On, moves is [var earliest, ..] ? earliest.From : line.Agreed),
                .. moves.Select(m => new AgreedDate(LocalDate.Max(first.On, state.Setup!.Day(m.At)), m.To)),
            ]);
    }

    /// <summary>
    /// The one track a report shows besides its burn-up: that of the date which has moved since the last report, the
    /// latest against what is agreed; else that of the least likely of the dates that come near. A date that
    /// neither moved nor comes near is no news, and more than two pictures nobody looks at.
    /// </summary>
    internal static DateTrack? ForReport(
        LedgerState state, ImmutableArray<MilestoneLine> milestones, LocalDate today)
    {
        var moved = milestones.Where(m => m.LastReported is { } last && m.Now is { } now && now != last)
            .OrderByDescending(m => Period.DaysBetween(m.Agreed, m.Now!.Value));
        var near = milestones
            .Where(m => m is { Reached: null, ChanceOfAgreed: not null } && m.Agreed <= today.PlusDays(NearDays))
            .OrderBy(m => m.ChanceOfAgreed).ThenBy(m => m.Agreed);
        return moved.Concat(near).Select(m => Of(state, m, today)).FirstOrDefault(track => track is not null);
    }

    /// <summary>Notes what a report said; older changes are thinned out.</summary>
    internal static ImmutableSortedDictionary<string, ImmutableArray<AnnouncedDate>> Noting(
        ImmutableSortedDictionary<string, ImmutableArray<AnnouncedDate>> known, ReportSaid said, LocalDate on)
    {
        foreach (var (milestone, date) in said.Dates)
        {
            ImmutableArray<AnnouncedDate> dates =
                [.. known.GetValueOrDefault(milestone, []), new AnnouncedDate(on, date)];
            known = known.SetItem(milestone, dates.Length <= AnnouncedKept
                ? dates
                : [.. dates.Where((_, i) => i % 2 == 0 || i >= dates.Length / 2)]);
        }
        return known;
    }

    static ImmutableArray<TrackPoint> Announced(ReportLog log, string milestone) =>
        [.. log.Announced.GetValueOrDefault(milestone, []).Select(a => new TrackPoint(a.On, a.Date, 0))];
}
