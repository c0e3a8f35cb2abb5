using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>Says how likely an asked date is and what would make it likely. Pure.</summary>
public static class VerdictMaker
{
    const int MostPeople = 20;

    /// <summary>
    /// Judges a date. More scope, an earlier date or fewer person-days never raise the chance.
    /// </summary>
    public static VerdictAnswer Judge(VerdictQuestion question)
    {
        if (question.TasksLeft < 0 || !(question.PersonDaysAWeekBehind > 0)
            || question.PersonDaysAhead.Any(d => !(d >= 0)))
            return new NoVerdict(question.AsOf, Lack.Contradiction);
        var work = new WorkAhead(question);
        return work.Odds(question.TasksLeft) is { } odds
            ? new Verdict(
                question.AsOf, question.AskedFor, odds, Drivers(question, work, odds), work.WeeksUsed, work.CasesUsed)
            : new NoVerdict(question.AsOf, Lack.NothingToGoBy);
    }

    static ImmutableArray<Driver> Drivers(VerdictQuestion question, WorkAhead work, Spread odds)
    {
        var days = Period.DaysBetween(question.AsOf, question.AskedFor);
        bool Suffices(Spread? with) => with!.ChanceWithin(days) >= Verdict.GoodEnough;
        if (Suffices(odds) || days <= 0)
            return days <= 0 ? [Later(question, odds)] : [];
        var drivers = ImmutableArray.CreateBuilder<Driver>();
        drivers.Add(new FewerTasks(FewestThat(question.TasksLeft, n => Suffices(work.Odds(question.TasksLeft - n)))));
        var people = Enumerable.Range(1, MostPeople).FirstOrDefault(n => Suffices(work.Odds(question.TasksLeft, n)));
        if (people > 0)
            drivers.Add(new MorePeople(people));
        drivers.Add(Later(question, odds));
        return drivers.ToImmutable();
    }

    static LaterDate Later(VerdictQuestion question, Spread odds) =>
        new(question.AsOf.PlusDays(odds.WholeDays(80)));

    /// <summary>The smallest number up to a limit that suffices; larger ones then do too.</summary>
    static int FewestThat(int limit, Func<int, bool> suffices)
    {
        var (low, high) = (1, Math.Max(1, limit));
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = suffices(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
