using Expectations.Forecasting.Finish;
using static Expectations.Forecasting.Tests.Organisation;

namespace Expectations.Forecasting.Tests;

public class When_forecasts_are_judged
{
    [Fact]
    public void A_source_that_was_right_counts_more_afterwards()
    {
        var late = Run(Milestones(60, seed: 5, mu: 1.2, sigma: 0.1));
        var last = late[^1].Forecast.Opinions.ToDictionary(o => o.Source, o => o.Weight);
        Assert.True(last[ForecastSource.PublishedOverruns] < 0.01, "published overruns were far too hopeful here");
        Assert.InRange(last.Values.Sum(), 0.999, 1.001);
    }

    [Fact]
    public void Nothing_learned_later_is_used()
    {
        var past = Run(Milestones(40, seed: 6));
        var asOf = Monday.PlusDays(300);
        var known = TrackRecord.Judge(past, asOf);
        var changed = TrackRecord.Judge(
            past.Select(p => p.FinishedOn < asOf ? p : p with { FinishedOn = p.FinishedOn!.Value.PlusDays(999) }), asOf);
        var question = new FinishQuestion { AsOf = asOf, StartedOn = asOf, AnnouncedFor = asOf.PlusDays(80) };
        Assert.Equal(Odds(question with { Record = known }), Odds(question with { Record = changed }));
    }

    [Fact]
    public void A_milestone_that_goes_on_past_its_odds_widens_them_before_it_is_finished()
    {
        var asOf = Monday.PlusDays(400);
        var question = new FinishQuestion { AsOf = Monday, StartedOn = Monday, AnnouncedFor = Monday.PlusDays(30) };
        var forecast = (FinishForecast)FinishForecaster.Forecast(question);
        var running = Enumerable.Range(0, 10).Select(i => new PastForecast($"M{i}", forecast, null));
        var now = question with { AsOf = asOf, StartedOn = asOf, AnnouncedFor = asOf.PlusDays(100) };
        Assert.True(Odds(now with { Record = TrackRecord.Judge(running, asOf) })[17] > Odds(now)[17] * 1.2);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void However_organisations_slip_about_80_of_100_finishes_fall_between_P10_and_P90()
    {
        var random = new Random(11);
        var held = Enumerable.Range(1, 10).Select(seed =>
            Run(Milestones(80, seed, mu: random.NextDouble(), sigma: 0.15 + 0.65 * random.NextDouble()))
                .Where(p => p.Forecast.Basis.JudgedMilestones >= 20)
                .GroupBy(p => p.Milestone).Average(m => m.Average(Holds))).ToArray();
        Assert.InRange(held.Average(), 0.75, 0.85);
        Assert.All(held, h => Assert.InRange(h, 0.65, 0.95));
    }

    static double Holds(PastForecast past)
    {
        var taken = Period.DaysBetween(past.Forecast.AsOf, past.FinishedOn!.Value);
        return taken >= past.Forecast.Odds.Days[1] && taken <= past.Forecast.Odds.Days[17] ? 1 : 0;
    }

    /// <summary>Forecasts every milestone each month, judging all earlier ones before.</summary>
    static List<PastForecast> Run(PastMilestone[] milestones)
    {
        var made = new List<PastForecast>();
        var moments = milestones.SelectMany(m => m.Statuses.Where((_, i) => i % 5 == 0).Select(s => (m, s))).OrderBy(x => x.s.On);
        foreach (var month in moments.GroupBy(x => (x.s.On.Year, x.s.On.Month)))
        {
            var first = new LocalDate(month.Key.Year, month.Key.Month, 1);
            var record = TrackRecord.Judge(made, first);
            ImmutableArray<PastMilestone> cases = [.. milestones.Where(m => m.FinishedOn < first)];
            made.AddRange(month.Select(x => new PastForecast(x.m.Name, (FinishForecast)FinishForecaster.Forecast(new FinishQuestion
            {
                AsOf = x.s.On,
                StartedOn = x.m.StartedOn,
                AnnouncedFor = x.s.AnnouncedFor,
                Cases = cases,
                Record = record,
            }), x.m.FinishedOn)));
        }

        return made;
    }

    static double[] Odds(FinishQuestion question) => [.. ((FinishForecast)FinishForecaster.Forecast(question)).Odds.Days];
}
