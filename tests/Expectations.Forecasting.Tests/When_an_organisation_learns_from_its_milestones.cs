using Expectations.Forecasting.Finish;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_an_organisation_learns_from_its_milestones
{
    [Fact]
    public void A_cold_start_stays_as_it_is()
    {
        Assert.Same(TrackRecord.Empty, ForecastReplay.Judge([], Monday));
        var two = Pasts(Milestones(2, seed: 1)).ToArray();
        Assert.Same(TrackRecord.Empty, ForecastReplay.Judge(two, two.Max(m => m.FinishedOn)!.Value.PlusDays(1)));
    }

    [Fact]
    public void What_happened_later_is_not_looked_at()
    {
        var asOf = Monday.PlusDays(300);
        var all = Pasts(Milestones(40, seed: 2)).ToArray();
        var changed = all.Select(m => m.FinishedOn < asOf ? m : m with { FinishedOn = m.FinishedOn!.Value.PlusDays(200) });
        Assert.Equal(Odds(ForecastReplay.Judge(all, asOf)), Odds(ForecastReplay.Judge(changed, asOf)));
    }

    [Fact]
    public void Milestones_that_ran_over_move_what_is_said_of_the_next_one()
    {
        var late = Milestones(25, seed: 3, mu: 1.1, sigma: 0.2);
        var record = ForecastReplay.Judge(Pasts(late), Monday.PlusDays(1400));
        Assert.Equal(25, record.Milestones);
        var (learned, equal) = (Odds(record, late), Odds(TrackRecord.Empty, late));
        Assert.True(learned[9] > 1.1 * equal[9], $"{learned[9]:0} and {equal[9]:0} days");
    }

    /// <summary>
    /// Organisations that slip by laws of their own, some wildly: after twenty of their milestones 80 % of the next ones
    /// fall between P10 and P90 again, and more of them than without a record.
    /// </summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void After_milestones_that_ran_over_about_80_of_100_finishes_fall_between_P10_and_P90()
    {
        var random = new Random(5);
        var learned = new List<double>();
        var cold = new List<double>();
        for (var seed = 1; seed <= 8; seed++)
        {
            var milestones = Milestones(60, seed, mu: 0.3 + (0.8 * random.NextDouble()), sigma: 0.2 + (0.5 * random.NextDouble()));
            foreach (var next in milestones.Skip(36).Where((_, i) => i % 3 == 0))
            {
                var status = next.Statuses[next.Statuses.Length / 3];
                var record = ForecastReplay.Judge(Pasts(milestones), status.On);
                learned.Add(Holds(next, status, milestones, record));
                cold.Add(Holds(next, status, [], TrackRecord.Empty));
            }
        }

        Assert.InRange(learned.Average(), 0.70, 0.90);
        Assert.True(learned.Average() > cold.Average() + 0.1, $"{learned.Average():0.00} and {cold.Average():0.00}");
    }

    static double Holds(PastMilestone next, MilestoneStatus status, PastMilestone[] all, TrackRecord record)
    {
        var forecast = (FinishForecast)FinishForecaster.Forecast(new FinishQuestion
        {
            AsOf = status.On,
            StartedOn = next.StartedOn,
            AnnouncedFor = status.AnnouncedFor,
            Cases = [.. all.Where(m => m.FinishedOn < status.On)],
            Record = record,
        });
        var taken = Period.DaysBetween(status.On, next.FinishedOn);
        return taken >= forecast.Odds.Days[1] && taken <= forecast.Odds.Days[17] ? 1 : 0;
    }

    static double[] Odds(TrackRecord record, params PastMilestone[] cases)
    {
        var on = Monday.PlusDays(1400);
        var question = new FinishQuestion { AsOf = on, StartedOn = on, AnnouncedFor = on.PlusDays(80), Record = record, Cases = [.. cases] };
        return [.. ((FinishForecast)FinishForecaster.Forecast(question)).Odds.Days];
    }

    static IEnumerable<MilestonePast> Pasts(IEnumerable<PastMilestone> milestones) =>
        milestones.Select(m => new MilestonePast(m.Name, m.StartedOn, m.FinishedOn, m.Statuses));
}
