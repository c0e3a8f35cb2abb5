namespace Expectations.Forecasting.Verdicts;

/// <summary>Looks for what would each make asked terms good enough. Odds are asked for only as far as needed.</summary>
sealed class VerdictDrivers(VerdictQuestion question, WorkAhead work)
{
    const int MostPeople = 20;

    readonly int days = Period.DaysBetween(question.AsOf, question.AskedFor);

    public ImmutableArray<Driver> All()
    {
        var (onTime, paidFor) = (IsOnTime(work, question.TasksLeft, 0), IsPaidFor(work, question.TasksLeft, 0));
        if (onTime && paidFor)
            return [];
        return
        [
            .. days > 0 && question.PersonDaysPaidFor is null or > 0 ? AskedTerms() : [],
            onTime ? Barred(new MoreBudget(Missing()), question.Boundaries.BudgetIsFixed, Boundary.Budget)
                : Later(paidFor ? null : Missing()),
        ];
    }

    /// <summary>Ways to what was asked.</summary>
    IEnumerable<Driver> AskedTerms()
    {
        var limits = question.Boundaries;
        yield return Barred(new FewerTasks(FewestTasks()), limits.ScopeIsFixed, Boundary.Scope);
        var people = Enumerable.Range(1, MostPeople).TakeWhile(n => IsPaidFor(work, question.TasksLeft, n))
            .FirstOrDefault(n => IsOnTime(work, question.TasksLeft, n));
        if (people > 0)
            yield return Barred(new MorePeople(people), people > limits.MostPeopleMore, Boundary.People);
        if (question.Technology != Technology.Known && IsEnough(
                new WorkAhead(question with { Technology = Technology.Known }), question.TasksLeft, 0))
            yield return Barred(new KnownTechnology(), limits.TechnologyIsFixed, Boundary.Technology);
    }

    Driver Later(double? personDays)
    {
        var date = question.AsOf.PlusDays(work.Odds(question.TasksLeft)!.WholeDays(80));
        var limits = question.Boundaries;
        return Barred(
            new LaterDate(date) { PersonDays = personDays }, date > limits.LatestOn || personDays is not null
            && limits.BudgetIsFixed, date > limits.LatestOn ? Boundary.Time : Boundary.Budget);
    }

    double Missing() =>
        Math.Ceiling(work.Effort(question.TasksLeft)!.At(Verdict.GoodEnough) - question.PersonDaysPaidFor!.Value);

    /// <summary>The smallest number of tasks that suffices; larger ones then do too.</summary>
    int FewestTasks()
    {
        var (low, high) = (1, Math.Max(1, question.TasksLeft));
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsEnough(work, question.TasksLeft - middle, 0) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    bool IsEnough(WorkAhead with, int tasks, int newcomers) =>
        IsPaidFor(with, tasks, newcomers) && IsOnTime(with, tasks, newcomers);

    bool IsOnTime(WorkAhead with, int tasks, int newcomers) =>
        with.Odds(tasks, newcomers)!.ChanceWithin(days) >= Verdict.GoodEnough;

    bool IsPaidFor(WorkAhead with, int tasks, int newcomers) => question.PersonDaysPaidFor is not { } paid
        || with.Effort(tasks, newcomers)!.ChanceWithin(paid) >= Verdict.GoodEnough;

    static Driver Barred(Driver driver, bool isBarred, Boundary by) =>
        isBarred ? driver with { Against = by } : driver;
}
