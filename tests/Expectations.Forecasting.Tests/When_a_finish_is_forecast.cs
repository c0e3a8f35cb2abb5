using System.Diagnostics;
using Expectations.Forecasting.Finish;
using Expectations.Forecasting.Warnings;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_a_finish_is_forecast
{
    static readonly FinishQuestion Bare = new() { AsOf = Monday, StartedOn = Monday.PlusDays(-30) };

    [Fact]
    public void It_refuses_where_there_is_nothing_to_go_by() =>
        Assert.Equal(new NoForecast(Monday, Lack.NothingToGoBy), FinishForecaster.Forecast(Bare with { TasksLeft = 12 }));

    [Fact]
    public void It_refuses_a_start_after_the_day_asked() => Assert.Equal(
        new NoForecast(Monday, Lack.Contradiction),
        FinishForecaster.Forecast(Bare with { StartedOn = Monday.PlusDays(1), AnnouncedFor = Monday.PlusDays(9) }));

    [Fact]
    public void It_refuses_where_tasks_are_added_faster_than_finished()
    {
        var weeks = Weeks(3, 2, 4, 3, 3, 2).Select(w => w with { Added = 6 });
        var answer = FinishForecaster.Forecast(Bare with { TasksLeft = 20, Weeks = [.. weeks] });
        Assert.Equal(new NoForecast(Monday, Lack.ScopeOutrunsWork), answer);
    }

    [Fact]
    public void Without_history_an_announced_date_is_stretched_by_published_overruns()
    {
        var forecast = Made(Bare with { AnnouncedFor = Monday.PlusDays(100) });
        Assert.Equal([ForecastSource.PublishedOverruns], forecast.Opinions.Select(o => o.Source));
        Assert.Equal(Monday.PlusDays(125), forecast.DateAt(50));
        Assert.InRange(forecast.ChanceBy(Monday.PlusDays(100)), 0.29, 0.31);
    }

    [Fact]
    public void A_steady_pace_gives_the_week_the_work_runs_out()
    {
        var forecast = Made(Bare with { TasksLeft = 20, Weeks = Weeks(5, 5, 5, 5, 5, 5, 5, 5) });
        Assert.Equal(Monday.PlusDays(28), forecast.DateAt(50));
        Assert.Equal((Monday.PlusWeeks(-8), Monday.PlusWeeks(-1)), forecast.Basis.Window);
        Assert.Equal(20, forecast.Basis.TasksLeft);
    }

    [Fact]
    public void Half_the_capacity_takes_twice_as_long()
    {
        var question = Bare with { TasksLeft = 20, Weeks = Weeks(5, 5, 5, 5, 5, 5, 5, 5) };
        Assert.Equal(Monday.PlusDays(56), Made(question with { CapacityAhead = 0.5 }).DateAt(50));
    }

    [Fact]
    public void Due_dates_are_moved_by_how_late_finished_tasks_were()
    {
        var forecast = Made(Bare with
        {
            Tasks = [new OpenTask(Monday.PlusDays(10)), new OpenTask(Monday.PlusDays(30)), new OpenTask(null)],
            TaskDelays = [10, 10, 10, 10, 10],
        });
        Assert.Equal(Monday.PlusDays(40), forecast.DateAt(50));
        Assert.Equal(2, forecast.Basis.TasksWithDates);
    }

    [Fact]
    public void Estimates_count_where_they_reach_beyond_the_due_dates()
    {
        var tasks = Enumerable.Repeat(new OpenTask(Monday.PlusDays(3), WorkingDays: 5), 4);
        var forecast = Made(Bare with { Tasks = [.. tasks], TaskDelays = [0, 0, 0, 0, 0], PeopleAhead = 2 });
        Assert.Equal(Monday.PlusDays(14), forecast.DateAt(50));
    }

    [Fact]
    public void Finished_milestones_are_named_and_decide_the_middle()
    {
        var cases = Milestones(40, seed: 3, mu: Math.Log(2), sigma: 0.05);
        var asOf = cases.Max(c => c.FinishedOn).PlusDays(1);
        var forecast = Made(new() { AsOf = asOf, StartedOn = asOf, AnnouncedFor = asOf.PlusDays(100), Cases = [.. cases] });
        var alike = forecast.Opinions.Single(o => o.Source == ForecastSource.Alike);
        Assert.InRange(alike.Odds.Days[9], 185, 215);
        Assert.Equal(40, forecast.Basis.Cases);
        Assert.Equal(5, forecast.Basis.MostAlike.Length);
    }

    [Fact]
    public void A_milestone_finished_later_than_the_day_asked_is_not_looked_at()
    {
        var cases = Milestones(20, seed: 3);
        var asOf = cases.Min(c => c.FinishedOn);
        var question = new FinishQuestion { AsOf = asOf, StartedOn = asOf, AnnouncedFor = asOf.PlusDays(50) };
        Assert.Equal(0, Made(question with { Cases = [.. cases] }).Basis.Cases);
    }

    [Fact]
    public void A_promise_before_the_likely_end_is_warned_of_with_the_pace_as_reason()
    {
        var forecast = Made(Bare with { TasksLeft = 20, Weeks = Weeks(5, 5, 5, 5, 5, 5, 5, 5) });
        var warning = MilestoneWarning.Judge(forecast, Monday.PlusDays(21));
        Assert.True(warning.Warns && warning.Chance > 0.9);
        Assert.Equal("at the pace of half a year it ends 7 days late", warning.Reasons[0].Words);
        Assert.False(MilestoneWarning.Judge(forecast, Monday.PlusDays(35)).Warns);
        Assert.Empty(MilestoneWarning.Judge(forecast, Monday.PlusDays(35)).Reasons);
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var question = Bare with { TasksLeft = 33, Weeks = Weeks(5, 0, 9, 2, 4, 7), Seed = 7 };
        Assert.Equal([.. Made(question).Odds.Days], Made(question).Odds.Days.ToArray());
        Assert.NotEqual([.. Made(question).Odds.Days], Made(question with { Seed = 8 }).Odds.Days.ToArray());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Ten_thousand_tasks_take_less_than_200_ms_and_little_memory()
    {
        var random = new Random(1);
        var question = new FinishQuestion
        {
            AsOf = Monday,
            StartedOn = Monday.PlusDays(-500),
            AnnouncedFor = Monday.PlusDays(400),
            TasksLeft = 10_000,
            Weeks = [.. Enumerable.Range(0, 200).Select(i => new WeekOfWork(Monday.PlusWeeks(i - 200), random.Next(60, 140), random.Next(30)))],
            Tasks = [.. Enumerable.Range(0, 10_000).Select(i => new OpenTask(Monday.PlusDays(i % 300), i % 7))],
            Cases = [.. Milestones(60, seed: 1).Select(c => c with { StartedOn = c.StartedOn.PlusYears(-5), FinishedOn = c.FinishedOn.PlusYears(-5) })],
        };
        Made(question);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Made(question);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 200);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    static FinishForecast Made(FinishQuestion question) => Assert.IsType<FinishForecast>(FinishForecaster.Forecast(question));
}
