using Expectations.Core.Forecasts;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Reports;

public sealed class When_a_date_is_news
{
    static readonly ProjectSetup Setup = A.Project with { Review = new ReviewRule { Hold = HoldWhen.Never } };

    static DateTrack? Track(Decision decision) =>
        decision.Letters().Select(l => l.Content).OfType<ReportContent>().First().Track;

    static Story Reported(ProjectSetup setup)
    {
        var story = Story.Of(setup, A.Task("t1", A.Launch), A.Task("t2", A.Launch));
        story.WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch), A.Task("t2", A.Launch));
        return story;
    }

    [Fact]
    public void A_date_that_moved_is_shown_with_what_was_announced_before_and_what_is_agreed()
    {
        var story = Reported(Setup);
        var track = Track(story.WhenTimeReaches(A.Report(2), A.Task("t1", A.Launch.PlusDays(9)), A.Task("t2", A.Launch)))!;
        Assert.Equal("launch", track.Milestone);
        Assert.Equal([A.Launch, A.Launch.PlusDays(9)], track.Points.Select(p => p.Announced!.Value));
        Assert.Equal(A.Launch, Assert.Single(track.Agreed).Date);
        Assert.Equal(9, track.DaysLate);
    }

    [Fact]
    public void A_date_that_holds_is_not()
    {
        var story = Reported(Setup);
        Assert.Null(Track(story.WhenTimeReaches(A.Report(2), A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch))));
    }

    [Fact]
    public void The_first_report_has_nothing_to_compare_with() =>
        Assert.Null(Track(Story.Of(Setup, A.Task("t1", A.Launch.PlusDays(5)))
            .WhenTimeReaches(A.FirstReport, A.Task("t1", A.Launch.PlusDays(5)))));

    [Fact]
    public void A_near_date_with_odds_is_shown_although_it_holds()
    {
        var forecast = new ForecastReading([new MilestoneForecast("launch") { Days = [.. Enumerable.Range(0, 19).Select(i => 10 + i)], Tasks = 1, Weeks = 3 }]);
        var near = Setup with { Forecasts = new ForecastRules() };
        var story = Story.Of(near, A.Task("t1", A.Launch), A.Task("t2", A.Launch));
        Decision? last = null;
        for (var week = 1; last is null || Period.DaysBetween(near.Day(A.Report(week - 1)), A.Launch) > 42; week++)
        {
            story.When(new TimeReached(A.Report(week)));
            last = story.When(new PlanRead(A.Report(week), A.Plan(A.Task("t1", A.Launch), A.Task("t2", A.Launch), A.Task($"w{week}"))) { Forecasts = forecast });
        }
        var track = Track(last)!;
        Assert.True(track.Points.Count(p => p is { P50: not null, P85: not null }) > 1);
        Assert.Equal(0, track.DaysLate);
    }

    [Fact]
    public void Only_dates_that_changed_are_remembered()
    {
        var story = Reported(Setup);
        story.WhenTimeReaches(A.Report(2), A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch));
        story.WhenTimeReaches(A.Report(3), A.Task("t1", A.Launch, 100), A.Task("t2", A.Launch.PlusDays(3)));
        Assert.Equal([A.Launch, A.Launch.PlusDays(3)], story.State.Reports.Announced["launch"].Select(a => a.Date));
    }
}
