using Expectations.Core.Reports;

namespace Expectations.Letters.Tests;

public class When_dates_have_odds
{
    static readonly ReportContent Forecast = Sample.WithOdds;

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    [InlineData("zh-Hans")]
    public void The_report_says_them_plainly_in_every_language(string language)
    {
        var opened = Opened.Press(language, Forecast);
        opened.Keep($"odds.{language}");
        Golden.Matches(opened.Text, $"odds.{language}", "txt");
        Golden.Matches(opened.Html, $"odds.{language}", "html");
    }

    [Fact]
    public void Even_odds_safe_odds_and_the_chance_of_the_agreed_date_stand_in_one_line() =>
        Assert.Contains(
            "   Even odds by 21 May, 85 in 100 by 2 Jun; your agreed 17 May: 12 in 100", Opened.Press("en", Forecast).Lines);

    [Fact]
    public void One_line_says_what_they_rest_on() =>
        Assert.Contains(
            "The odds rest on 15 open tasks, 9 weeks of this project’s own work, 12 finished milestones of ours.",
            Opened.Press("en", Forecast).Lines);

    [Fact]
    public void Without_milestones_of_our_own_the_reader_learns_that_published_figures_stand_in()
    {
        var milestone = Forecast.Milestones[^1] with { Basis = new ForecastBasis(15, 0, 0) };
        Assert.Contains(
            "The odds rest on 15 open tasks, published figures on how projects overrun.",
            Opened.Press("en", Forecast with { Milestones = [milestone] }).Lines);
    }

    [Fact]
    public void A_plan_that_keeps_its_dates_against_all_odds_is_not_called_on_track()
    {
        var milestone = Forecast.Milestones[^1] with { Now = Sample.Day(5, 17), Health = Health.Amber };
        Assert.Contains(
            "At risk\nThe plan still keeps every agreed date, but the chance that “Launch” holds 17 May is 12 in 100.",
            Opened.Press("en", Forecast with { Milestones = [milestone], Health = Health.Amber }).Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_forecasts_says_nothing_of_odds() =>
        Assert.DoesNotContain("odds", Opened.Press("en", Sample.Rich).Text, StringComparison.OrdinalIgnoreCase);
}
