using Expectations.Forecasting.Warnings;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_an_organisation_learns_from_its_tasks
{
    static readonly LocalDate Today = Monday.PlusDays(801);

    [Fact]
    public void Below_three_hundred_outcomes_rules_of_thumb_answer()
    {
        var model = new TaskHistory(Tasks(299), Today).Learn();
        Assert.Equal(0, model.LearnedFrom);
        Assert.False(Assert.Single(model.Look([Moment("bea")])).Learned);
    }

    [Fact]
    public void It_learns_whose_tasks_are_late_and_says_so()
    {
        var model = new TaskHistory(Tasks(400), Today).Learn();
        Assert.InRange(model.LearnedFrom, 380, 400);
        var (late, punctual) = (model.Look([Moment("tom")])[0], model.Look([Moment("bea")])[0]);
        Assert.True(late.Chance > punctual.Chance + 0.2, $"{late.Chance:0.00} and {punctual.Chance:0.00}");
        Assert.True(late.Warns && !punctual.Warns, $"{late.Chance:0.00}, {punctual.Chance:0.00}, from {model.Threshold:0.00}");
        Assert.Contains(late.Reasons, r => r.Signal.StartsWith("owner-", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void The_same_tasks_in_another_order_give_the_same_chance()
    {
        Assert.Equal(Chance(Tasks(320)), Chance(Enumerable.Reverse(Tasks(320))));
        static double Chance(IEnumerable<TaskPast> tasks) =>
            new TaskHistory(tasks, Today).Learn().Look([Moment("tom")], explain: false)[0].Chance;
    }

    [Fact]
    public void Nothing_that_happened_later_is_used()
    {
        var asOf = Monday.PlusDays(500);
        var then = new TaskHistory(Tasks(400), asOf);
        var changed = new TaskHistory(
            Tasks(400).Select(t => t.FinishedOn < asOf ? t : t with { FinishedOn = t.FinishedOn!.Value.PlusDays(400), BegunOn = null }), asOf);
        var open = Tasks(400).First(t => t.CreatedOn < asOf && t.FinishedOn >= asOf && t.Dates[0].DueOn >= asOf);
        Assert.Equal(then.Outcomes, changed.Outcomes);
        Assert.Equal(Said(then.MomentOf(open, asOf)), Said(changed.MomentOf(open, asOf)));
        static (float, float, string) Said(TaskMoment m) => (m.OwnerLateShare, m.OwnerOpenTasks, string.Join(',', m.Measures));
    }

    [Fact]
    public void A_date_that_passes_unfinished_is_missed_before_the_task_is_done()
    {
        var task = new TaskPast("t", "APP", Monday) { Dates = [(Monday, Monday.PlusDays(9))] };
        Assert.Equal(0, new TaskHistory([task], Monday.PlusDays(9)).Outcomes);
        Assert.Equal(1, new TaskHistory([task], Monday.PlusDays(10)).Outcomes);
    }

    [Fact]
    public void Who_does_a_task_is_known_by_the_others()
    {
        TaskPast Of(string name, int from, int? done) => new(name, "APP", Monday.PlusDays(from))
        {
            Owner = "bea",
            Dates = [(Monday.PlusDays(from), Monday.PlusDays(from + 5))],
            FinishedOn = done is { } d ? Monday.PlusDays(d) : null,
        };
        var own = Of("own", 20, null);
        var moment = new TaskHistory([own, Of("late", 0, 9), Of("in time", 1, 4), Of("open", 2, null)], Monday.PlusDays(22))
            .MomentOf(own, Monday.PlusDays(22));
        Assert.Equal((0.5f, 1f), (moment.OwnerLateShare, moment.OwnerOpenTasks));
    }

    static TaskMoment Moment(string owner) => new TaskHistory(Tasks(400), Today)
        .MomentOf(new TaskPast("new", "APP", Today) { Owner = owner, Dates = [(Today, Today.PlusDays(12))] }, Today);

    /// <summary>Two people: what Tom does, a third of it all, is late four times out of five, what Bea does one time out of five.</summary>
    static TaskPast[] Tasks(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var tom = random.Next(3) == 0;
            var (given, days) = (Monday.PlusDays(2 * i), random.Next(5, 25));
            var late = tom == random.Next(5) > 0;
            return new TaskPast($"t{i:000}", "APP", given)
            {
                Owner = tom ? "tom" : "bea",
                Dates = [(given, given.PlusDays(days))],
                BegunOn = given.PlusDays(1),
                FinishedOn = given.PlusDays(late ? days + random.Next(1, 15) : days - random.Next(0, 4)),
            };
        })];
    }
}
