namespace Expectations.Forecasting.Verdicts;

/// <summary>A part of the scope the client has ranked.</summary>
/// <param name="Name">A name the reader recognises.</param>
/// <param name="Rank">1 is wanted most.</param>
/// <param name="TasksLeft">Its tasks not done yet.</param>
public sealed record RankedPart(string Name, int Rank, int TasksLeft);

/// <summary>One way to bring a promise and what will happen together again.</summary>
public abstract record Remedy;

/// <summary>Nothing changes; the odds are accepted.</summary>
public sealed record KeepAsIs : Remedy;

/// <summary>Parts are left out, those wanted least first.</summary>
/// <param name="LeftOut">Names of the parts, wanted least first.</param>
/// <param name="Tasks">Tasks saved.</param>
public sealed record CutScope(ImmutableArray<string> LeftOut, int Tasks) : Remedy;

/// <summary>The date moves.</summary>
/// <param name="To">The new date.</param>
public sealed record Extend(LocalDate To) : Remedy;

/// <summary>People join today, learn while they work and are taught by those who are there.</summary>
/// <param name="People">How many.</param>
public sealed record AddPeople(int People) : Remedy
{
    /// <summary>Person-days that learning and teaching cost until all of them are productive, 56 each.</summary>
    public double PersonDaysOfLearning => People * Capacity.LearningOfOne;
}

/// <summary>What a remedy would do to the odds.</summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Date">The date promised with it.</param>
/// <param name="Chance">The chance, between 0.01 and 0.99, of keeping that date.</param>
/// <param name="Odds">Calendar days from the day asked.</param>
public sealed record RemedyOdds(Remedy Remedy, LocalDate Date, double Chance, Spread Odds)
{
    /// <summary>
    /// Working days of one person that the work takes with it. A later date leaves them as they are: it gives the same
    /// work more time, and nothing here says that work grows to fill it.
    /// </summary>
    public required Spread Effort { get; init; }
}

/// <summary>Works out the odds of the options of a change by forecasting again with each.</summary>
public static class Remedies
{
    /// <summary>
    /// Keeping things as they are, leaving out just enough, extending just enough and adding just enough people for
    /// a chance of 80 %; an option that cannot reach it is given as far as it goes, one that a boundary closes not at
    /// all. Empty without a verdict.
    /// </summary>
    /// <param name="question">The promise as it stands.</param>
    /// <param name="parts">What may be left out; empty where nothing has been ranked.</param>
    public static ImmutableArray<RemedyOdds> Propose(VerdictQuestion question, IEnumerable<RankedPart> parts)
    {
        if (VerdictMaker.Judge(question) is not Verdict verdict)
            return [];
        var options = new List<Remedy> { new KeepAsIs() };
        if (verdict.Chance < Verdict.GoodEnough)
        {
            if (!question.Boundaries.ScopeIsFixed && Cut(question, parts, verdict) is { Tasks: > 0 } cut)
                options.Add(cut);
            if (!(verdict.DateAt(80) > question.Boundaries.LatestOn))
                options.Add(new Extend(verdict.DateAt(80)));
            var people = verdict.Drivers.OfType<MorePeople>().FirstOrDefault()?.People ?? 2;
            if (!(people > question.Boundaries.MostPeopleMore))
                options.Add(new AddPeople(people));
        }

        return [.. options.Select(o => Odds(question, o))];
    }

    /// <summary>The odds of any one remedy.</summary>
    /// <exception cref="InvalidOperationException">No verdict is possible; see <see cref="VerdictMaker"/>.</exception>
    public static RemedyOdds Odds(VerdictQuestion question, Remedy remedy)
    {
        var work = new WorkAhead(question);
        var (tasks, newcomers, date) = remedy switch
        {
            CutScope cut => (question.TasksLeft - cut.Tasks, 0, question.AskedFor),
            Extend extend => (question.TasksLeft, 0, extend.To),
            AddPeople add => (question.TasksLeft, add.People, question.AskedFor),
            _ => (question.TasksLeft, 0, question.AskedFor),
        };
        var odds = work.Odds(tasks, newcomers)
            ?? throw new InvalidOperationException("Neither past weeks nor past cases carry odds for this question.");
        return new RemedyOdds(remedy, date, odds.ChanceWithin(Period.DaysBetween(question.AsOf, date)), odds)
        {
            Effort = work.Effort(tasks, newcomers)!,
        };
    }

    static CutScope Cut(VerdictQuestion question, IEnumerable<RankedPart> parts, Verdict verdict)
    {
        var needed = verdict.Drivers.OfType<FewerTasks>().FirstOrDefault()?.Tasks ?? question.TasksLeft;
        var (names, tasks) = (ImmutableArray.CreateBuilder<string>(), 0);
        foreach (var part in parts.Where(p => p is { Rank: > 1, TasksLeft: > 0 }).OrderByDescending(p => p.Rank))
        {
            if (tasks >= needed)
                break;
            names.Add(part.Name);
            tasks += part.TasksLeft;
        }

        return new CutScope(names.ToImmutable(), Math.Min(tasks, question.TasksLeft));
    }
}
