using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Expectations.Forecasting.Verdicts;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

/// <summary>The tables under <c>Golden</c> are read before they are accepted with EXPECTATIONS_ACCEPT=1.</summary>
public class When_verdicts_are_compared_with_those_once_found_good
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Thirty_six_dates_are_judged_as_before()
    {
        var table = new StringBuilder("tasks days people new | chance | P50 P80 P85 (days) | good enough with\n");
        foreach (var tasks in (int[])[20, 40, 80])
            foreach (var days in (int[])[30, 60, 120])
                foreach (var people in (int[])[2, 4])
                    foreach (var novel in (bool[])[false, true])
                        table.Append(Row(tasks, days, people, novel));
        AssertGolden("dates", table.ToString());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Forty_eight_terms_are_judged_as_before()
    {
        var table = new StringBuilder(
            "tasks days budget technology            closed | all   date  budget | P80 days effort | good enough with\n");
        foreach (var technology in Enum.GetValues<Technology>())
            foreach (var (tasks, days) in ((int, int)[])[(20, 45), (40, 60), (40, 90), (80, 120)])
                foreach (var budget in (int[])[60, 120, 240])
                    table.Append(Row(technology, tasks, days, budget, isClosed: false));
        foreach (var (tasks, days) in ((int, int)[])[(20, 45), (40, 60), (40, 90), (80, 120)])
            foreach (var budget in (int[])[60, 120, 240])
                table.Append(Row(Technology.NewToTeam, tasks, days, budget, isClosed: true));
        AssertGolden("terms", table.ToString());
    }

    static string Row(int tasks, int days, int people, bool novel)
    {
        var verdict = (Verdict)VerdictMaker.Judge(Usual with
        {
            TasksLeft = tasks,
            AskedFor = Monday.PlusDays(days),
            PersonDaysAhead = [5 * people],
            Technology = novel ? Technology.NewToTeam : Technology.Known,
        });
        int Days(int percent) => Period.DaysBetween(Monday, verdict.DateAt(percent));
        return string.Create(CultureInfo.InvariantCulture, $"{tasks,5} {days,4} {people,6} {(novel ? "yes" : "no"),3} | {verdict.Chance,6:0.00} | "
            + $"{Days(50),4} {Days(80),4} {Days(85),4} | {Said(verdict)}\n");
    }

    static string Row(Technology technology, int tasks, int days, int budget, bool isClosed)
    {
        var verdict = (Verdict)VerdictMaker.Judge(Usual with
        {
            TasksLeft = tasks,
            AskedFor = Monday.PlusDays(days),
            Technology = technology,
            PersonDaysPaidFor = budget,
            Boundaries = isClosed
                ? new VerdictBoundaries
                {
                    ScopeIsFixed = true,
                    BudgetIsFixed = true,
                    TechnologyIsFixed = true,
                    MostPeopleMore = 2,
                    LatestOn = Monday.PlusDays(75),
                }
                : new VerdictBoundaries(),
        });
        return string.Create(CultureInfo.InvariantCulture, $"{tasks,5} {days,4} {budget,6} {technology,-18} {(isClosed ? "closed" : "open"),9} | "
            + $"{verdict.Chance:0.00}  {verdict.DateChance:0.00}  {verdict.BudgetChance,6:0.00} | "
            + $"{Period.DaysBetween(Monday, verdict.DateAt(80)),8} {verdict.Effort.At(0.8),6:0} | {Said(verdict)}\n");
    }

    static string Said(Verdict verdict) => string.Join(", ", verdict.Drivers.Select(Say));

    static string Say(Driver driver) => driver switch
    {
        FewerTasks cut => $"{cut.Tasks} tasks fewer",
        MorePeople more => $"{more.People} people more",
        KnownTechnology => "known technology",
        MoreBudget more => $"{more.PersonDays:0} person-days more",
        LaterDate later => $"{Period.DaysBetween(Monday, later.Date)} days"
            + (later.PersonDays is { } paid ? $" and {paid:0} person-days more" : ""),
        _ => "?",
    } + (driver.Against is { } boundary ? $" (closed: {boundary})" : "");

    static void AssertGolden(string name, string table, [CallerFilePath] string path = "")
    {
        var golden = Path.Combine(Path.GetDirectoryName(path)!, "Golden", $"{name}.golden.txt");
        if (Environment.GetEnvironmentVariable("EXPECTATIONS_ACCEPT") == "1")
            File.WriteAllText(golden, table);
        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), table);
    }
}
