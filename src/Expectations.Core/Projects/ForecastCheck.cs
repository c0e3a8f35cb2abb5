using Expectations.Core.Forecasts;

namespace Expectations.Core.Projects;

/// <summary>Finds what is wrong with how dates are forecast and judged.</summary>
static class ForecastCheck
{
    const int MostTechnologies = 50;
    const decimal MostMoney = 1_000_000_000_000m;

    internal static void Check(ForecastRules? rules, ProblemList found)
    {
        found.Range("forecasts.draftChangeBelow", rules?.DraftChangeBelow ?? 0, 0, 99);
        if (rules?.Budget is { } budget)
            Check(budget, found);
        if (rules?.Technologies is { } technologies)
        {
            Check("forecasts.technologies.used", technologies.Used, found);
            Check("forecasts.technologies.knownToTeam", technologies.KnownToTeam, found);
            Check("forecasts.technologies.knownToOrganisation", technologies.KnownToOrganisation, found);
        }
        found.Range("forecasts.boundaries.mostPeople", rules?.Boundaries?.MostPeople ?? 1, 1, 1000);
    }

    static void Check(ProjectBudget budget, ProblemList found)
    {
        Money("forecasts.budget.amount", budget.Amount, 0, found);
        Money("forecasts.budget.spent", budget.Spent, 0, found);
        Money("forecasts.budget.dayRate", budget.DayRate ?? 1, 0.01m, found);
        if (budget.Currency is not { Length: 3 } || !budget.Currency.All(char.IsAsciiLetterUpper))
            found.Add("forecasts.budget.currency", "This is not a currency.",
                "Write its three capital letters, for example EUR.");
    }

    static void Money(string path, decimal amount, decimal least, ProblemList found)
    {
        if (amount < least || amount > MostMoney)
            found.Add(path, "The amount is out of range.",
                least > 0 ? "Write an amount above 0." : "Write 0 or more, up to a million millions.");
    }

    static void Check(string path, ImmutableArray<string> names, ProblemList found)
    {
        found.NoGaps(path, names);
        if (names.IsDefault)
            return;
        if (names.Length > MostTechnologies)
            found.Add(path, "These are too many.", "Name fifty at most.");
        foreach (var (i, name) in names.Index())
            found.LineIfAny($"{path}[{i}]", name);
    }
}
