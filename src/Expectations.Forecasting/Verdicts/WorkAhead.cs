using Expectations.Forecasting.Finish;
using MathNet.Numerics.Distributions;

namespace Expectations.Forecasting.Verdicts;

/// <summary>
/// The odds of a scope with given people. Built so that more scope, fewer people or newer technology can never come out
/// earlier or cheaper: every play of the future meets the same luck, whatever is asked of it, and opinions are averaged
/// level by level.
/// </summary>
sealed class WorkAhead(VerdictQuestion question)
{
    public const int FewestCases = 5;

    // What no past week foretells; about what widens an 80 % interval of such plays by half, see Pace.
    const double SurpriseSigma = 0.25;

    readonly WeekOfWork[] weeks = [.. question.Weeks.TakeLast(Pace.LongWindow)];
    readonly PastWork[] cases = [.. question.Cases.Where(c => c is { Tasks: > 0, PersonDays: > 0 })];

    readonly Dictionary<int, Spread?> efforts = [];

    public int WeeksUsed => question.Forecast is null && weeks.Length >= Pace.FewestWeeks && weeks.Any(w => w.Done > 0)
        ? weeks.Length : 0;

    public int CasesUsed => question.Forecast is null && cases.Length >= FewestCases ? cases.Length : 0;

    public TechnologyEffect Technology => field ??= EffectOf(question.Technology);

    /// <summary>Calendar days to the end of the work; null where nothing carries it.</summary>
    /// <param name="tasks">Tasks to do.</param>
    /// <param name="newcomers">People who join today.</param>
    public Spread? Odds(int tasks, int newcomers = 0)
    {
        var capacity = new Capacity(question.PersonDaysAhead, question.PersonDaysAWeekBehind, newcomers);
        return Said(tasks, PlayedDays, effort => 7 * capacity.WeeksFor(effort));

        Spread PlayedDays(double scaled) => Played(
            scaled, week => capacity.InWeek(week) / question.PersonDaysAWeekBehind, weeks => 7 * weeks);
    }

    /// <summary>
    /// Person-days to the end of the work, at the pace of the past; null where nothing carries it. More hands than
    /// before take no less work, and newcomers have to learn.
    /// </summary>
    public Spread? Effort(int tasks, int newcomers = 0)
    {
        if (!efforts.TryGetValue(tasks, out var worked))
            efforts[tasks] = worked = Said(tasks, PlayedEffort, effort => effort);
        return worked is null || newcomers == 0
            ? worked
            : new Spread([.. worked.Days.Select(d => d + newcomers * Capacity.LearningOfOne)]);

        Spread PlayedEffort(double scaled) => Played(scaled, _ => 1, weeks => weeks * question.PersonDaysAWeekBehind);
    }

    Spread? Said(int tasks, Func<double, Spread> played, Func<double, double> fromEffort)
    {
        if (tasks <= 0)
            return new Spread([.. Spread.Levels.Select(_ => 1.0)]);
        var scaled = tasks * Technology.Factor;
        if (question.Forecast is { } forecast)
            return Technology.Widened(FromForecast(forecast, scaled, fromEffort));
        var opinions = new List<(Spread, double)>();
        if (WeeksUsed > 0)
            opinions.Add((played(scaled), 1));
        if (CasesUsed > 0)
            opinions.Add((FromCases(scaled, fromEffort), Math.Min(1, cases.Length / 20.0)));
        return opinions.Count == 0 ? null : Technology.Widened(Spread.Blend(opinions));
    }

    Spread FromForecast(StandingForecast forecast, double tasks, Func<double, double> fromEffort)
    {
        var planned = new Capacity(forecast.PersonDaysAhead, question.PersonDaysAWeekBehind);
        return new Spread([.. forecast.Odds.Days.Select(days =>
            Math.Max(1, fromEffort(planned.Until(days / 7) * tasks / Math.Max(1, forecast.Tasks))))]);
    }

    Spread Played(double tasks, Func<int, double> capacity, Func<double, double> unit)
    {
        var finishes = Pace.Play(weeks, tasks, capacity, question.Seed);
        var random = new Random(question.Seed);
        return Spread.FromLogs(Quantiles.Of([.. finishes.Select(f =>
            (Math.Log(Math.Max(1, unit(f * Surprise(random)))), 1.0))]));
    }

    Spread FromCases(double tasks, Func<double, double> fromEffort)
    {
        // A case with new technology shows what the work would have taken without.
        var novel = EffectOf(Verdicts.Technology.NewToTeam).Factor;
        return Spread.FromLogs(Quantiles.Of([.. cases.Select(c => (Math.Log(Math.Max(
            1, fromEffort(tasks * c.PersonDays / c.Tasks / (c.NewTechnology ? novel : 1)))), 1.0))]));
    }

    TechnologyEffect EffectOf(Technology technology) => new(technology, cases);

    static double Surprise(Random random) =>
        Math.Exp(SurpriseSigma * Normal.InvCDF(0, 1, 0.001 + 0.998 * random.NextDouble()));
}
