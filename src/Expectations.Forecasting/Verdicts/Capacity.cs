namespace Expectations.Forecasting.Verdicts;

/// <summary>Person-days week by week, as far as they are known, then at their mean.</summary>
sealed class Capacity(ImmutableArray<double> ahead, double usual, int newcomers = 0)
{
    public const int MostWeeks = 520;

    // Newcomers take eighty working days to become productive and a fifth of a colleague's time while they learn
    // (Abdel-Hamid and Madnick, Software Project Dynamics, 1991): added late they delay (Brooks 1975).
    const int WeeksToLearn = 16;
    const double TaughtBy = 0.2;
    const int DaysAWeek = 5;

    // Even a week in which everybody is away moves on a little, so that dates stay in order.
    const double Least = 0.01;

    readonly double mean = ahead.IsEmpty ? usual : ahead.Average();

    /// <summary>What learning and teaching cost until one newcomer is productive, in person-days: 56.</summary>
    public static double LearningOfOne { get; } = Enumerable.Range(0, WeeksToLearn)
        .Sum(week => DaysAWeek * (1 - Learned(week) + TaughtBy));

    public double InWeek(int week) => Math.Max(Least, (week < ahead.Length ? ahead[week] : mean)
        + DaysAWeek * newcomers * (Learned(week) - (week < WeeksToLearn ? TaughtBy : 0)));

    public double Until(double weeks)
    {
        var whole = (int)Math.Min(weeks, MostWeeks);
        var sum = 0.0;
        for (var week = 0; week < whole; week++)
            sum += InWeek(week);
        return sum + (weeks - whole) * InWeek(whole);
    }

    public double WeeksFor(double personDays)
    {
        for (var week = 0; week < MostWeeks; week++)
        {
            var available = InWeek(week);
            if (available >= personDays)
                return week + personDays / available;
            personDays -= available;
        }

        return MostWeeks;
    }

    static double Learned(int week) => Math.Min(1, (week + 0.5) / WeeksToLearn);
}
