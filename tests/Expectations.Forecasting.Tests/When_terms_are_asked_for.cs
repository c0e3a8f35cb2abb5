using CsCheck;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

/// <summary>Date, budget, scope, people and technology together; from past weeks and cases, or from a forecast.</summary>
public class When_terms_are_asked_for
{
    static readonly Gen<VerdictQuestion> Questions =
        from tasks in Gen.Int[1, 200]
        from days in Gen.Int[1, 400]
        from done in Gen.Int[0, 12].Array[4, 30]
        from ahead in Gen.Double[0, 60].Array[1, 12]
        from technology in Gen.Enum<Technology>()
        from budget in Gen.Double[0, 900]
        from cases in Gen.Select(Gen.Int[5, 40], Gen.Double[10, 400], Gen.Bool).Array[0, 16]
        from levels in Gen.Double[1, 40].Array[19]
        from isForecast in Gen.Bool
        from seed in Gen.Int[0, 9]
        select new VerdictQuestion
        {
            AsOf = Monday,
            AskedFor = Monday.PlusDays(days),
            TasksLeft = tasks,
            Weeks = Weeks([1, .. done]),
            PersonDaysAWeekBehind = 15,
            PersonDaysAhead = [.. ahead],
            Technology = technology,
            PersonDaysPaidFor = budget,
            Cases = [.. cases.Select((c, i) => new PastWork($"C{i}", c.Item1, c.Item2, c.Item3))],
            Forecast = isForecast ? new StandingForecast(Rising(levels), Math.Max(1, tasks - seed), [.. ahead]) : null,
            Seed = seed,
        };

    [Fact]
    public void More_scope_improves_neither_date_nor_budget() => NeverImproves(q => q with { TasksLeft = q.TasksLeft + 1 + q.Seed });

    [Fact]
    public void Less_time_improves_neither() => NeverImproves(q => q with { AskedFor = q.AskedFor.PlusDays(-1 - q.Seed) });

    [Fact]
    public void Fewer_people_improve_neither() =>
        NeverImproves(q => q with { PersonDaysAhead = [.. q.PersonDaysAhead.Select(d => d * 0.8)] });

    [Fact]
    public void An_absence_improves_neither() =>
        NeverImproves(q => q with { PersonDaysAhead = [.. q.PersonDaysAhead[..^1], q.PersonDaysAhead[^1] / 2] });

    [Fact]
    public void Less_money_improves_neither() => NeverImproves(q => q with { PersonDaysPaidFor = q.PersonDaysPaidFor * 0.9 });

    [Fact]
    public void Newer_technology_improves_neither() => NeverImproves(
        q => q with { Technology = q.Technology == Technology.Known ? Technology.NewToTeam : Technology.NewToOrganisation });

    [Fact]
    public void Boundaries_change_no_odds_and_close_ways() => Questions.Sample(q =>
    {
        var (open, closed) = (Judge(q), Judge(q with
        {
            Boundaries = new VerdictBoundaries
            {
                ScopeIsFixed = true,
                TechnologyIsFixed = true,
                BudgetIsFixed = true,
                MostPeopleMore = 0,
                LatestOn = q.AskedFor,
            },
        }));
        Assert.Equal(open.Chance, closed.Chance);
        Assert.All(open.Drivers, d => Assert.Null(d.Against));
        Assert.Equal(open.Drivers.Length, closed.Drivers.Count(d => d.Against is not null));
    }, iter: 15, threads: 1);

    [Fact]
    public void Every_open_way_leads_to_80_in_100_of_all_that_was_asked() => Questions.Sample(q =>
    {
        // More people need odds of their own; leaving everything out is said where nothing less would do.
        foreach (var driver in Judge(q).Drivers.Where(d => d is not MorePeople && d != new FewerTasks(q.TasksLeft)))
            Assert.True(Judge(Follow(q, driver)).Chance >= Verdict.GoodEnough - 1e-9, $"{driver}");
    }, iter: 15, threads: 1);

    [Fact]
    public void A_forecast_for_the_same_work_is_left_as_it_is() => Questions.Where(q => q.Forecast is not null).Sample(q =>
    {
        var same = Judge(q with { TasksLeft = q.Forecast!.Tasks, Technology = Technology.Known });
        foreach (var (before, now) in q.Forecast.Odds.Days.Zip(same.Odds.Days))
            Assert.Equal(before, now, 6);
    }, iter: 100, threads: 1);

    [Fact]
    public void A_forecast_of_other_peoples_projects_only_is_scaled_too()
    {
        var cold = Usual with { Weeks = [], Forecast = new StandingForecast(Rising([.. Enumerable.Repeat(5.0, 19)]), 40, []) };
        Assert.True(Judge(cold with { TasksLeft = 20 }).DateChance > Judge(cold).DateChance);
    }

    [Fact]
    public void Money_for_half_of_the_work_is_too_little_whatever_the_date()
    {
        var verdict = Judge(Usual with { AskedFor = Monday.PlusDays(700), PersonDaysPaidFor = 60 });
        Assert.Equal((0.99, 0.01), (Math.Round(verdict.DateChance, 2), Math.Round(verdict.Chance, 2)));
        Assert.Equal(typeof(MoreBudget), verdict.Drivers[^1].GetType());
    }

    [Fact]
    public void Newcomers_cost_what_they_learn()
    {
        var far = Usual with { AskedFor = Monday.PlusDays(300), TasksLeft = 220, PersonDaysPaidFor = 2000 };
        var people = Assert.Single(Judge(far).Drivers.OfType<MorePeople>()).People;
        var effort = Judge(far).Effort.At(0.8);
        Assert.DoesNotContain(new MorePeople(people), Judge(far with { PersonDaysPaidFor = effort + 56 * people - 1 }).Drivers);
        Assert.Contains(new MorePeople(people), Judge(far with { PersonDaysPaidFor = effort + 56 * people + 1 }).Drivers);
    }

    [Fact]
    public void Own_cases_tell_what_new_technology_costs_once_there_are_five_of_each_kind()
    {
        Assert.Equal(new TechnologyCount(1.2, 0), Technologies(4));
        Assert.Equal(new TechnologyCount(1.5, 5), Technologies(5));
    }

    [Fact]
    public void Technology_nobody_knows_widens_the_odds_to_the_late_side_only()
    {
        var (team, nobody) = (Judge(Usual with { Technology = Technology.NewToTeam }), Judge(Usual with { Technology = Technology.NewToOrganisation }));
        Assert.Equal(team.DateAt(50), nobody.DateAt(50));
        Assert.True(nobody.DateAt(80) > team.DateAt(80));
    }

    /// <summary>Worlds that go on as they were, but for surprises: what is said to hold in 8 of 10 does.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Dates_and_budgets_hold_as_often_as_they_are_said_to()
    {
        const int Worlds = 250;
        var (onTime, inBudget, between) = (0, 0, 0);
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            var pace = 3 + 5 * random.NextDouble();
            int Week() => Enumerable.Range(0, 12).Count(_ => random.NextDouble() < pace / 12);
            var weeks = Weeks([.. Enumerable.Range(0, 20).Select(_ => Week())]);
            var work = new WorkAhead(Usual with { Weeks = weeks, Seed = seed });
            var (odds, effort) = (work.Odds(60)!, work.Effort(60)!);
            var (took, left) = (0.0, 60.0);
            for (; left > 0; took++)
                left -= Week();
            // As far off as the verdict assumes: a normal deviate of 0.25 in logarithms.
            took *= Math.Exp(0.25 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            onTime += 7 * took <= odds.At(0.8) ? 1 : 0;
            inBudget += 15 * took <= effort.At(0.8) ? 1 : 0;
            between += 7 * took >= odds.At(0.1) && 7 * took <= odds.At(0.9) ? 1 : 0;
        }

        foreach (var held in (int[])[onTime, inBudget, between])
            Assert.InRange(held / (double)Worlds, 0.72, 0.88);
    }

    static void NeverImproves(Func<VerdictQuestion, VerdictQuestion> worse) => Questions.Sample(q =>
    {
        var (before, after) = (Chances(q), Chances(worse(q)));
        Assert.True(after.Date <= before.Date + 1e-9, $"date {before} to {after}");
        Assert.True(after.Budget <= before.Budget + 1e-9, $"budget {before} to {after}");
    }, iter: 60, threads: 1);

    /// <summary>Without looking for ways out, which takes most of the time.</summary>
    static (double Date, double Budget) Chances(VerdictQuestion q)
    {
        var work = new WorkAhead(q);
        return (work.Odds(q.TasksLeft)!.ChanceWithin(Period.DaysBetween(q.AsOf, q.AskedFor)),
            work.Effort(q.TasksLeft)!.ChanceWithin(q.PersonDaysPaidFor!.Value));
    }

    static VerdictQuestion Follow(VerdictQuestion q, Driver driver) => driver switch
    {
        FewerTasks cut => q with { TasksLeft = q.TasksLeft - cut.Tasks },
        KnownTechnology => q with { Technology = Technology.Known },
        MoreBudget more => q with { PersonDaysPaidFor = q.PersonDaysPaidFor + more.PersonDays },
        LaterDate later => q with { AskedFor = later.Date, PersonDaysPaidFor = q.PersonDaysPaidFor + (later.PersonDays ?? 0) },
        _ => throw new InvalidOperationException($"{driver}"),
    };

    static TechnologyCount Technologies(int cases) => Judge(Usual with
    {
        Technology = Technology.NewToTeam,
        Cases =
        [
            .. Enumerable.Range(0, cases).Select(i => new PastWork($"old {i}", 20, 40 + i)),
            .. Enumerable.Range(0, cases).Select(i => new PastWork($"new {i}", 20, 1.5 * (40 + i), NewTechnology: true)),
        ],
    }).Technology;

    static Spread Rising(double[] steps) => new([.. steps.Select((_, i) => steps[..(i + 1)].Sum())]);

    static Verdict Judge(VerdictQuestion question) => (Verdict)VerdictMaker.Judge(question);
}
