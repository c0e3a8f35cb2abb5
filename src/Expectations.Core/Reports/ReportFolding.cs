using Expectations.Core.Letters;
using Expectations.Core.Plans;

namespace Expectations.Core.Reports;

/// <summary>Folds what was reported into the state.</summary>
static class ReportFolding
{
    /// <summary>Points of the burn-up picture that are kept; a year of weekly reports and more.</summary>
    const int BurnUpPoints = 80;

    internal static LedgerState Evolve(LedgerState state, ReportIssued e)
    {
        var content = e.Written ?? ReportWriting.Write(state, e.Period, e.At, e.Missed, e.Stale);
        var log = WithNews(state.Reports, new News());
        return Told(state, DealtWith(log, e.Period), e.Period, content, e.Said, e.To, e.At) with
        {
            Held = null,
            Plan = e.Stale ? state.Plan : state.Plan with { AsOf = e.At },
        };
    }

    internal static LedgerState Evolve(LedgerState state, ReportHeld e) => state with
    {
        Held = new HeldReport(
            e.Period, e.At, ReportWriting.Write(state, e.Period, e.At, e.Missed, e.Stale), e.Reasons,
            state.Reports.Moves.Length, state.Reports.Done.Length)
        { NotTold = new News() },
        Reports = DealtWith(state.Reports, e.Period),
        Plan = e.Stale ? state.Plan : state.Plan with { AsOf = e.At },
    };

    internal static LedgerState Evolve(LedgerState state, ReportEdited e) => state with
    {
        Held = state.Held! with { Content = ReportWriting.Edit(state.Held.Content, e.Note, e.Omit) },
    };

    internal static LedgerState Evolve(LedgerState state, ReportReleased e)
    {
        var held = state.Held!;
        var log = WithNews(state.Reports, held.NotTold ?? NotCounted(state.Reports, held));
        return Told(state, log, e.Period, held.Content, e.Said, e.To, e.At) with { Held = null };
    }

    internal static LedgerState Evolve(LedgerState state, ReportSkipped e) => state with
    {
        Reports = DealtWith(state.Reports, e.Period),
        Plan = e.Reason == SkipReason.PlanUnreadable ? state.Plan : state.Plan with { AsOf = e.At },
    };

    static ReportLog DealtWith(ReportLog log, string period) => log with
    {
        DealtWithUntil = LocalDateTime.Max(ReportSchedule.EndOf(period), log.DealtWithUntil),
        HoldPeriod = log.HoldPeriod == period ? null : log.HoldPeriod,
    };

    static ReportLog WithNews(ReportLog log, News news) => log with
    {
        Moves = news.Moves,
        Done = news.Done,
        OtherChange = news.OtherChange,
    };

    static News NotCounted(ReportLog log, HeldReport held) => new()
    {
        Moves = log.Moves[Math.Min(held.MovesSeen, log.Moves.Length)..],
        Done = log.Done[Math.Min(held.DoneSeen, log.Done.Length)..],
    };

    static LedgerState Told(
        LedgerState state, ReportLog log, string period, ReportContent content, ReportSaid said,
        ImmutableArray<string> to, Instant at) => state with
        {
            Reports = log with
            {
                Last = new IssuedReport(period, content),
                LastIssuedAt = at,
                LastHealth = said.Health,
                LastDates = log.LastDates.SetItems(said.Dates),
                BurnUp = Thin(content.BurnUp),
                Announced = DateTrack.Noting(log.Announced, said, content.Until),
            },
            Letters = Recipients.Noting(state, to, at),
        };

    // The picture keeps its shape when every second point of the older half goes.
    static ImmutableArray<BurnUpPoint> Thin(ImmutableArray<BurnUpPoint> points) =>
        points.Length <= BurnUpPoints
            ? points
            : [.. points.Where((_, i) => i % 2 == 0 || i >= points.Length / 2)];
}
