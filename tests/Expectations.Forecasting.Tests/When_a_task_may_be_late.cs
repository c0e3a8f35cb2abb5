using Expectations.Forecasting.Warnings;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_a_task_may_be_late
{
    static readonly TaskMoment Task = new() { Group = "APP", CreatedOn = Monday, On = Monday, DueOn = Monday.PlusDays(20) };

    [Fact]
    public void Without_history_a_task_with_time_left_gets_the_usual_chance_and_no_warning()
    {
        var warning = Cold(Task);
        Assert.Equal(0.21, warning.Chance, 3);
        Assert.False(warning.Warns || warning.Learned);
        Assert.Empty(warning.Reasons);
    }

    [Fact]
    public void Without_history_an_overdue_task_is_warned_of_with_the_reason()
    {
        var warning = Cold(Task with { On = Monday.PlusDays(23), OwnerLateShare = 0.75f });
        Assert.True(warning.Warns && warning.Chance > 0.95);
        Assert.Equal(["overdue by 3 days", "its owner's earlier tasks were late: 0.75"], warning.Reasons.Select(r => r.Words));
    }

    [Fact]
    public void Without_history_a_task_nobody_has_begun_the_day_before_its_date_is_warned_of()
    {
        var dayBefore = Task with { On = Task.DueOn.PlusDays(-1) };
        Assert.True(Cold(dayBefore).Warns);
        Assert.Equal(["1 days left"], Cold(dayBefore).Reasons.Select(r => r.Words));
        Assert.False(Cold(Task with { On = Task.DueOn.PlusDays(-2) }).Warns);
    }

    [Fact]
    public void Without_history_work_under_way_the_day_before_its_date_is_left_alone()
    {
        var underWay = Task with { On = Task.DueOn.PlusDays(-1), IsBegun = true };
        Assert.Equal(0.21, Cold(underWay).Chance, 3);
        Assert.True(Cold(underWay with { OwnerLateShare = 0.6f }).Warns);
    }

    [Fact]
    public void It_learns_who_is_late_and_says_so()
    {
        var model = EarlyWarning.Learn(History(600), []);
        var (late, punctual) = (Task with { OwnerLateShare = 0.9f, On = Monday.PlusDays(700), DueOn = Monday.PlusDays(710) },
            Task with { OwnerLateShare = 0.1f, On = Monday.PlusDays(700), DueOn = Monday.PlusDays(710) });
        var warnings = model.Judge([late, punctual]);
        Assert.True(warnings[0] is { Learned: true, Warns: true } && !warnings[1].Warns);
        Assert.StartsWith("owner-", warnings[0].Reasons[0].Signal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_history_gives_the_same_chances()
    {
        Assert.Equal(Chances(), Chances());
        static IEnumerable<double> Chances() =>
            [.. EarlyWarning.Learn(History(400), []).Judge([Task, Task with { OwnerLateShare = 0.8f }], explain: false).Select(w => w.Chance)];
    }

    [Fact]
    public void Tasks_noted_later_do_not_change_what_was_said_of_an_earlier_one()
    {
        var model = EarlyWarning.Learn(History(400), []);
        var alone = model.Judge([Task], explain: false)[0];
        var later = Enumerable.Range(1, 20).Select(i => Task with { On = Monday.PlusDays(i), DueOn = Task.DueOn });
        Assert.Equal(alone.Chance, model.Judge([Task, .. later], explain: false)[0].Chance);
    }

    [Fact]
    public void Measures_without_a_name_are_refused() => Assert.Throws<ArgumentException>(
        () => EarlyWarning.Learn([new PastTask(Task with { Measures = [1] }, Late: true)], []));

    [Fact]
    public void A_chance_that_wobbles_around_the_threshold_does_not_make_the_lamp_flicker()
    {
        var lamp = new WarningLamp();
        var switched = 0;
        foreach (var chance in (double[])[0.52, 0.48, 0.55, 0.45, 0.51, 0.52, 0.49, 0.40, 0.51, 0.47, 0.38, 0.55])
        {
            var next = lamp.Next(chance, 0.5);
            switched += next.IsOn != lamp.IsOn ? 1 : 0;
            lamp = next;
        }

        Assert.True(lamp.IsOn && switched == 1);
    }

    [Fact]
    public void Near_certainty_switches_the_lamp_on_at_once_and_two_good_readings_off()
    {
        var on = new WarningLamp().Next(0.95, 0.5);
        Assert.True(on.IsOn && on.Next(0.1, 0.5).IsOn && !on.Next(0.1, 0.5).Next(0.2, 0.5).IsOn);
    }

    [Fact]
    public void Warnings_are_counted_with_their_lead_time()
    {
        var due = Monday.PlusDays(30);
        var record = WarningRecord.Of([
            new(Monday, due, Late: true), new(Monday.PlusDays(20), due, Late: true), new(Monday, due, Late: false),
            new(null, due, Late: true), new(due, due, Late: true), new(null, due, Late: false)]);
        Assert.Equal(new WarningRecord(6, 3, 4, 2, 20), record);
        Assert.Equal((2 / 3.0, 0.5), (record.Precision, record.Recall));
        Assert.Null(WarningRecord.Of([]).Precision);
    }

    /// <summary>Owners who were late before are late again, four times out of five.</summary>
    static IEnumerable<PastTask> History(int count)
    {
        var random = new Random(4);
        return Enumerable.Range(0, count).Select(i =>
        {
            var tardy = random.Next(2) == 0;
            var moment = Task with
            {
                On = Monday.PlusDays(i - count - 30),
                CreatedOn = Monday.PlusDays(i - count - 35),
                DueOn = Monday.PlusDays(i - count - 30 + random.Next(2, 25)),
                OwnerLateShare = tardy ? 0.7f + 0.3f * random.NextSingle() : 0.3f * random.NextSingle(),
            };
            return new PastTask(moment, tardy == random.Next(5) > 0);
        });
    }

    static Warning Cold(TaskMoment task) => EarlyWarning.Learn([], []).Judge([task])[0];
}
