using Expectations.Forecasting.Finish;
using MathNet.Numerics.Distributions;

namespace Expectations.Forecasting.Verdicts;

/// <summary>
/// The odds of a scope with given people. Built so that more scope or fewer people can never come out earlier:
/// every play of the future meets the same luck, whatever is asked of it, and opinions are averaged level by
/// level.
/// </summary>
sealed class WorkAhead(VerdictQuestion question)
{
    public const int FewestCases = 5;
    const int MostWeeks = 520;

    // What no past week foretells; about what widens an 80 % interval of such plays by half, see Pace.
    const double SurpriseSigma = 0.25;

    // Effort of people new to their language and tools, COCOMO II (Boehm et al. 2000), LTEX very low: 1.20.
    const double NewTechnology = 1.2;

    // Newcomers take eighty working days to become productive and a fifth of a colleague's time while they learn
    // (Abdel-Hamid and Madnick, Software Project Dynamics, 1991): added late they delay (Brooks 1975).
    const double WeeksToLearn = 16;
    const double TaughtBy = 0.2;

    readonly WeekOfWork[] weeks = [.. question.Weeks.TakeLast(Pace.LongWindow)];
    readonly PastWork[] cases = [.. question.Cases.Where(c => c is { Tasks: > 0, PersonDays: > 0 })];
    readonly double meanAhead = question.PersonDaysAhead.IsEmpty
        ? question.PersonDaysAWeekBehind : question.PersonDaysAhead.Average();

    public int WeeksUsed => weeks.Length >= Pace.FewestWeeks && weeks.Any(w => w.Done > 0) ? weeks.Length : 0;

    public int CasesUsed => cases.Length >= FewestCases ? cases.Length : 0;

    /// <summary>Calendar days to the end of the work; null where neither weeks nor cases carry it.</summary>
    /// <param name="tasks">Tasks to do.</param>
    /// <param name="newcomers">People who join today.</param>
    public Spread? Odds(int tasks, int newcomers = 0)
    {
        if (tasks <= 0)
            return new Spread([.. Spread.Levels.Select(_ => 1.0)]);
        var opinions = new List<(Spread, double)>();
        var effort = tasks * (question.NewTechnology ? NewTechnology : 1);
        if (WeeksUsed > 0)
            opinions.Add((FromWeeks(effort, newcomers), 1));
        if (CasesUsed > 0)
            opinions.Add((FromCases(effort, newcomers), Math.Min(1, cases.Length / 20.0)));
        return opinions.Count == 0 ? null : Spread.Blend(opinions);
    }

    Spread FromWeeks(double tasks, int newcomers)
    {
        var behind = question.PersonDaysAWeekBehind;
        var finishes = Pace.Play(weeks, tasks, week => PersonDays(week, newcomers) / behind, question.Seed);
        var random = new Random(question.Seed);
        return Pace.FromWeeks([.. finishes.Select(f => f * Surprise(random))]);
    }

    Spread FromCases(double tasks, int newcomers) => Spread.FromLogs(Quantiles.Of([.. cases.Select(c =>
        (Math.Log(Math.Max(1, 7 * WeeksFor(tasks * c.PersonDays / c.Tasks, newcomers))), 1.0))]));

    static double Surprise(Random random) =>
        Math.Exp(SurpriseSigma * Normal.InvCDF(0, 1, 0.001 + 0.998 * random.NextDouble()));

    double WeeksFor(double personDays, int newcomers)
    {
        for (var week = 0; week < MostWeeks; week++)
        {
            var available = PersonDays(week, newcomers);
            if (available >= personDays)
                return week + personDays / available;
            personDays -= available;
        }

        return MostWeeks;
    }

    double PersonDays(int week, int newcomers)
    {
        var ahead = week < question.PersonDaysAhead.Length ? question.PersonDaysAhead[week] : meanAhead;
        var learned = Math.Min(1, (week + 0.5) / WeeksToLearn);
        return Math.Max(0, ahead + 5 * newcomers * (learned - (learned < 1 ? TaughtBy : 0)));
    }
}
