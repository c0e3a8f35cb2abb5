using CsCheck;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Verdicts;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_a_date_is_asked_for
{
    static readonly Gen<VerdictQuestion> Questions =
        Gen.Select(Gen.Int[1, 200], Gen.Int[1, 400], Gen.Int[0, 12].Array[4, 30], Gen.Double[3, 60].Array[0, 12],
            Gen.Bool, Gen.Int[0, 12], Gen.Int[0, 9]).Select((tasks, days, done, ahead, novel, cases, seed) => new VerdictQuestion
            {
                AsOf = Monday,
                AskedFor = Monday.PlusDays(days),
                TasksLeft = tasks,
                Weeks = Weeks([1, .. done]),
                PersonDaysAWeekBehind = 15,
                PersonDaysAhead = [.. ahead],
                Technology = novel ? Technology.NewToTeam : Technology.Known,
                Cases = [.. Enumerable.Range(0, cases).Select(i => new PastWork($"C{i}", 10 + i, 20 + 7 * i))],
                Seed = seed,
            });

    [Fact]
    public void It_refuses_where_there_is_nothing_to_go_by() => Assert.Equal(
        new NoVerdict(Monday, Lack.NothingToGoBy), VerdictMaker.Judge(Usual with { Weeks = Weeks(0, 0, 0, 0, 0) }));

    [Fact]
    public void It_refuses_people_who_work_less_than_nothing() => Assert.Equal(
        new NoVerdict(Monday, Lack.Contradiction), VerdictMaker.Judge(Usual with { PersonDaysAhead = [-1] }));

    [Fact]
    public void More_scope_never_improves_it() => Questions.Sample(q =>
        Chance(q with { TasksLeft = q.TasksLeft + 1 + q.Seed }) <= Chance(q) + 1e-9, iter: 100, threads: 1);

    [Fact]
    public void Less_time_never_improves_it() => Questions.Sample(q =>
        Chance(q with { AskedFor = q.AskedFor.PlusDays(-1 - q.Seed) }) <= Chance(q) + 1e-9, iter: 100, threads: 1);

    [Fact]
    public void Fewer_people_never_improve_it() => Questions.Sample(q =>
        Chance(q with { PersonDaysAhead = [.. Ahead(q).Select(d => d * 0.8)] }) <= Chance(q with { PersonDaysAhead = Ahead(q) }) + 1e-9,
        iter: 100, threads: 1);

    [Fact]
    public void An_absence_never_improves_it() => Questions.Sample(q =>
        Chance(q with { PersonDaysAhead = [Ahead(q)[0] / 2, .. Ahead(q)[1..]] }) <= Chance(q with { PersonDaysAhead = Ahead(q) }) + 1e-9,
        iter: 100, threads: 1);

    [Fact]
    public void New_technology_never_improves_it() => Questions.Sample(q =>
        Chance(q with { Technology = Technology.NewToTeam }) <= Chance(q with { Technology = Technology.Known }) + 1e-9, iter: 100, threads: 1);

    [Fact]
    public void Each_driver_makes_the_date_good_enough_and_one_task_less_would_not() => Questions.Sample(q =>
    {
        foreach (var driver in ((Verdict)VerdictMaker.Judge(q)).Drivers)
        {
            var chance = driver switch
            {
                FewerTasks cut => Remedies.Odds(q, new CutScope([], cut.Tasks)).Chance,
                MorePeople more => Remedies.Odds(q, new AddPeople(more.People)).Chance,
                LaterDate later => Remedies.Odds(q, new Extend(later.Date)).Chance,
                KnownTechnology => Chance(q with { Technology = Technology.Known }),
                _ => 0,
            };
            Assert.True(chance >= Verdict.GoodEnough - 1e-9 || driver is FewerTasks all && all.Tasks == q.TasksLeft);
            if (driver is FewerTasks { Tasks: > 1 } fewest)
                Assert.True(Remedies.Odds(q, new CutScope([], fewest.Tasks - 1)).Chance < Verdict.GoodEnough);
        }
    }, iter: 30, threads: 1);

    [Fact]
    public void People_added_shortly_before_the_date_make_it_later_and_long_before_sooner()
    {
        var soon = Usual with { AskedFor = Monday.PlusDays(35), TasksLeft = 25 };
        Assert.True(Remedies.Odds(soon, new AddPeople(3)).Chance < Chance(soon));
        var far = Usual with { AskedFor = Monday.PlusDays(300), TasksLeft = 220 };
        Assert.True(Remedies.Odds(far, new AddPeople(3)).Chance > Chance(far));
    }

    [Fact]
    public void The_parts_wanted_least_are_left_out_first_and_no_more_than_needed()
    {
        RankedPart[] parts = [new("Login", 1, 10), new("Export", 4, 12), new("Search", 2, 14), new("Themes", 3, 9)];
        var question = Usual with { TasksLeft = 45 };
        var options = Remedies.Propose(question, parts);
        Assert.Equal([typeof(KeepAsIs), typeof(CutScope), typeof(Extend), typeof(AddPeople)], options.Select(o => o.Remedy.GetType()));
        var cut = (CutScope)options[1].Remedy;
        Assert.Equal("Export", Assert.Single(cut.LeftOut));
        Assert.True(options[1].Chance >= Verdict.GoodEnough);
        Assert.True(options[0].Chance < Verdict.GoodEnough);
        Assert.True(options[2].Chance >= Verdict.GoodEnough && options[2].Date > question.AskedFor);
    }

    [Fact]
    public void Only_other_work_takes_more_or_less_of_it()
    {
        var question = Usual with { TasksLeft = 45 };
        double Effort(Remedy remedy) => Remedies.Odds(question, remedy).Effort.At(0.5);
        var asItIs = Effort(new KeepAsIs());
        Assert.Equal(asItIs, Effort(new Extend(question.AskedFor.PlusDays(60))));
        Assert.Equal(asItIs + 2 * 56, Effort(new AddPeople(2)), 6);
        Assert.True(Effort(new CutScope([], 10)) < asItIs);
    }

    static ImmutableArray<double> Ahead(VerdictQuestion q) => q.PersonDaysAhead.IsEmpty ? [15] : q.PersonDaysAhead;

    static double Chance(VerdictQuestion question) => Remedies.Odds(question, new KeepAsIs()).Chance;
}
