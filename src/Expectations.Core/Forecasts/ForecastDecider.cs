using System.Globalization;
using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Reports;

namespace Expectations.Core.Forecasts;

/// <summary>Records what is forecast, and drafts a change where an agreed date has become unlikely.</summary>
static class ForecastDecider
{
    /// <summary>A date that moves by fewer days is no news.</summary>
    const int MaterialDays = 2;

    /// <summary>Nor is one that moves by a smaller part of the days left: odds of far dates are wide.</summary>
    const int MaterialPart = 10;

    /// <summary>A chance that moves by fewer points is no news.</summary>
    const int MaterialPoints = 5;

    /// <summary>Between reports it takes so many times as much to be news.</summary>
    const int BetweenReports = 3;

    /// <summary>Weights that move by fewer points are not recorded again.</summary>
    const int MaterialWeight = 20;

    const int LongestPart = 50;

    /// <summary>
    /// Points a chance has to rise above the level below which a date is unlikely, for that to be over: chances
    /// wobble.
    /// </summary>
    internal const int Apart = 15;

    /// <summary>How the identity of every change begins that is drafted here.</summary>
    internal const string Prefix = "odds-";

    static readonly ImmutableArray<int> Landmarks = [10, 50, 85];

    internal static Decision WhenForecast(LedgerState state, ForecastReading? reading, Instant at)
    {
        if (reading is null || state.Setup!.Forecasts is not { } rules)
            return Decision.Nothing;
        var today = state.Setup.Day(at);
        var scale = ReportSchedule.DueBy(state, at) is null ? BetweenReports : 1;
        ImmutableArray<MilestoneForecast> news =
        [
            .. reading.Milestones.Select(made => News(state, new DatedForecast(today, Thin(made)), scale))
                .OfType<MilestoneForecast>(),
        ];
        var decision = news.IsEmpty ? Decision.Nothing : Decision.Of(new ForecastMade(at, [.. news.Where(IsNew)])
        {
            Again = [.. news.Where(said => !IsNew(said)).Select(said => said.Milestone)],
        });
        decision = decision.And(DraftWithdrawal.WhenForecast(
            ProjectLedger.Evolve(state, decision.Events), reading, rules, at));
        foreach (var change in reading.Changes)
        {
            var made = reading.Milestones.FirstOrDefault(m => m.Milestone == change.Milestone);
            var known = ProjectLedger.Evolve(state, decision.Events);
            if (made is not null && WantsChange(known, change.Milestone, today)
                && IsUnlikely(known, new DatedForecast(today, made), rules))
                decision = decision.And(Draft(known, change, at));
        }
        return decision;

        bool IsNew(MilestoneForecast said) => !IsSameAgain(Last(state, said.Milestone)?.Said, said);
    }

    /// <summary>
    /// Whether a change is wanted: the agreed date has been too unlikely since an earlier reading, none was drafted
    /// since that date was agreed, and no other is under way, for one moved date moves those after it.
    /// </summary>
    internal static bool WantsChange(LedgerState state, string milestone, LocalDate today)
    {
        if (state.Setup!.Decisions is null
            || !(state.Forecasts?.Milestones.GetValueOrDefault(milestone)?.UnlikelySince < today))
            return false;
        return Drafted(state, milestone) is null && !state.Agreed.Milestones.Any(m =>
            Drafted(state, m.Id) is { State: ChangeState.Draft or ChangeState.Asked }
            && state.Forecasts.Milestones.GetValueOrDefault(m.Id)?.FinishedOn is null);
    }

    /// <summary>What was drafted about a date since it was agreed.</summary>
    static ChangeRecord? Drafted(LedgerState state, string milestone)
    {
        var agreedAt = state.Moved.LastOrDefault(m => m.Milestone == milestone)?.At ?? Instant.MinValue;
        return state.Changes.Values.FirstOrDefault(
            c => c.At > agreedAt && IsAbout(c, milestone) && !DraftWithdrawal.IsTakenBack(c));
    }

    /// <summary>Whether a change was drafted about the agreed date of a milestone.</summary>
    internal static bool IsAbout(ChangeRecord record, string milestone)
    {
        var prefix = PrefixOf(milestone);
        return record.Change.Id.StartsWith(prefix, StringComparison.Ordinal)
            && record.Change.Id[prefix.Length..].All(char.IsAsciiDigit);
    }

    static MilestoneForecast? News(LedgerState state, DatedForecast made, int scale)
    {
        if (state.Agreed.Milestones.FirstOrDefault(m => m.Id == made.Said.Milestone) is not { } milestone)
            return null;
        var before = Last(state, milestone.Id);
        if (before is not null && !IsMaterial(state, before, made, milestone.Date, scale))
            return null;
        return SameWeights(before?.Said.Opinions, made.Said.Opinions) ? made.Said with { Opinions = null } : made.Said;
    }

    static bool IsMaterial(
        LedgerState state, DatedForecast before, DatedForecast now, LocalDate agreed, int scale)
    {
        var rules = state.Setup!.Forecasts!;
        if (before.Said.Lack != now.Said.Lack)
            return true;
        if (before.ChanceBy(agreed) is not { } chance || now.ChanceBy(agreed) is not { } chanceNow)
            return false;
        return Landmarks.Any(p => IsFar(before.DateAt(p)!.Value, now.DateAt(p)!.Value, now.On, scale))
            || Math.Abs(chance - chanceNow) >= scale * MaterialPoints
            || IsUnlikely(state, before, rules) != IsUnlikely(state, now, rules);
    }

    static bool IsFar(LocalDate from, LocalDate to, LocalDate today, int scale)
    {
        var material = Math.Max(MaterialDays, Period.DaysBetween(today, to) / MaterialPart);
        return Math.Abs(Period.DaysBetween(from, to)) >= scale * material;
    }

    static DatedForecast? Last(LedgerState state, string milestone) =>
        state.Forecasts?.Milestones.GetValueOrDefault(milestone)?.Forecast;

    /// <summary>Whether a date only moved because time went on: its odds are as many days off as they were.</summary>
    static bool IsSameAgain(MilestoneForecast? before, MilestoneForecast now) =>
        now.Opinions is null && before?.Days is { } b && now.Days is { } n && b.Length == n.Length
        && b.Zip(n).All(p => Math.Abs(p.First - p.Second) <= p.Second / MaterialPart);

    static MilestoneForecast Thin(MilestoneForecast made) =>
        made.Days is { } days ? made with { Days = OddsLevels.Thin(days) } : made;

    static bool SameWeights(ImmutableArray<ForecastOpinion>? before, ImmutableArray<ForecastOpinion>? now) =>
        before is { } b && now is { } n && b.Length == n.Length
        && b.Zip(n).All(p => p.First.Source == p.Second.Source
            && Math.Abs(p.First.Weight - p.Second.Weight) < MaterialWeight);

    /// <summary>
    /// Whether an agreed date is too unlikely to stay silent. Figures of other people's projects alone make nobody move
    /// a date: it takes weeks of this project, or finished milestones of the organisation.
    /// </summary>
    internal static bool IsUnlikely(LedgerState state, DatedForecast made, ForecastRules rules) =>
        IsCarried(made.Said)
        && state.Agreed.Milestones.FirstOrDefault(m => m.Id == made.Said.Milestone) is { } milestone
        && made.ChanceBy(milestone.Date) < rules.DraftChangeBelow;

    internal static bool IsCarried(MilestoneForecast said) => said.Weeks > 0 || said.Cases > 0;

    static Decision Draft(LedgerState state, WorkedOutChange worked, Instant at)
    {
        var change = new Change
        {
            Id = PrefixOf(worked.Milestone) + state.Agreed.Version.ToString(CultureInfo.InvariantCulture),
            Title = worked.Title,
            Reason = worked.Reason,
            Options = worked.Options,
        };
        return state.Changes.GetValueOrDefault(change.Id) is { } known && !DraftWithdrawal.IsTakenBack(known)
            || ChangeCheck.Problem(state, change) is not null
            ? Decision.Nothing
            : Decision.Of(new ChangeProposed(at, change, Released: false, DraftWithdrawal.Forecast))
                .AndAsk(Notices.ChangeDrafted(state, change, at));
    }

    // An identity has at most 64 characters.
    static string PrefixOf(string milestone) =>
        $"{Prefix}{(milestone.Length <= LongestPart ? milestone : milestone[..LongestPart])}-";
}
