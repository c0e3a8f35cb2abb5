using Expectations.Core.Projects;

namespace Expectations.Local.Tests.Portfolio;

public sealed class When_a_portfolio_is_loaded : IDisposable
{
    const string Holidays = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Test//EN
        BEGIN:VEVENT
        UID:1@test.example
        DTSTAMP:20260101T000000Z
        DTSTART;VALUE=DATE:20261001
        DTEND;VALUE=DATE:20261008
        SUMMARY:National Day
        END:VEVENT
        BEGIN:VEVENT
        UID:2@test.example
        DTSTAMP:20260101T000000Z
        DTSTART;VALUE=DATE:20261010
        SUMMARY:Make-up day
        CATEGORIES:WORKDAY
        END:VEVENT
        END:VCALENDAR

        """;

    readonly Shelf shelf = new();

    [Fact]
    public void A_file_becomes_a_project()
    {
        var content = shelf.With("webshop.yaml", Shelf.Sound).Load();
        Assert.Empty(content.Mistakes);
        var project = Assert.Single(content.Projects);
        Assert.Equal("FREQ=WEEKLY;BYDAY=FR", project.Cadence.Rule);
        Assert.Equal(new LocalDateTime(2026, 9, 4, 9, 0), project.Cadence.Start);
        Assert.Equal([Role.Manager, Role.Decider], project.People.Select(person => person.Role));
        Assert.Equal(new LocalTime(20, 0), project.Calendar.QuietFrom);
        Assert.Equal(new LocalDate(2026, 12, 4), Assert.Single(project.Baseline.Milestones).Date);
        Assert.Equal("category5", project.Plan.WaitingLabel);
        Assert.Equal(new NoiseBudget(), project.Noise);
    }

    [Fact]
    public void Projects_come_in_the_same_order_whatever_the_files_are_called()
    {
        shelf.With("z.yaml", Sound("alpha")).With("a.yml", Sound("gamma")).With("m.yaml", Sound("beta"))
            .With("notes.txt", "id: x").With(".hidden.yaml", "[").With("portfolio.yaml", "[").With("old/x.yaml", "[");
        Assert.Equal(["alpha", "beta", "gamma"], shelf.Load().Projects.Select(project => project.Id));
        Assert.Empty(shelf.Load().Mistakes);
    }

    [Fact]
    public void An_id_used_twice_is_a_mistake_in_both_files()
    {
        var content = shelf.With("a.yaml", Shelf.Sound).With("b.yaml", "# copy\n" + Shelf.Sound)
            .With("c.yaml", Sound("other")).Load();
        Assert.Equal("other", Assert.Single(content.Projects).Id);
        Assert.Equal(
            ["a.yaml:1:5: The id 'webshop' is also used in b.yaml. Give one of the two another id.",
             "b.yaml:2:5: The id 'webshop' is also used in a.yaml. Give one of the two another id."],
            content.Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void Days_of_a_holiday_file_join_those_of_the_project_file()
    {
        var content = WithCalendar("holidays: [2026-12-25]\n  holidayFiles: [h.ics]").With("h.ics", Holidays).Load();
        Assert.Empty(content.Mistakes);
        var calendar = Assert.Single(content.Projects).Calendar;
        Assert.Equal(8, calendar.Holidays.Length);
        Assert.Contains(new LocalDate(2026, 10, 7), calendar.Holidays);
        Assert.Contains(new LocalDate(2026, 12, 25), calendar.Holidays);
        Assert.Equal(new LocalDate(2026, 10, 10), Assert.Single(calendar.MakeUpDays));
    }

    [Fact]
    public void What_the_project_file_says_of_a_day_outweighs_the_holiday_file()
    {
        var calendar = Assert.Single(
            WithCalendar("makeUpDays: [2026-10-07]\n  holidays: [2026-10-10]\n  holidayFiles: [h.ics]")
                .With("h.ics", Holidays).Load().Projects).Calendar;
        Assert.Equal(new LocalDate(2026, 10, 7), Assert.Single(calendar.MakeUpDays));
        Assert.Contains(new LocalDate(2026, 10, 10), calendar.Holidays);
    }

    [Theory]
    [InlineData("../h.ics")]
    [InlineData("/etc/hostname")]
    [InlineData("sub/../../h.ics")]
    [InlineData("outside/hostname")]
    [InlineData("\"\"")]
    public void A_holiday_file_outside_the_folder_is_refused(string written)
    {
        Directory.CreateSymbolicLink(Path.Combine(shelf.Folder, "outside"), "/etc");
        var mistake = Assert.Single(WithCalendar($"holidayFiles: [{written}]").Load().Mistakes);
        Assert.Equal("The holiday file lies outside the portfolio folder.", mistake.Reason);
        Assert.Equal((15, 18), (mistake.Line, mistake.Column));
    }

    [Fact]
    public void A_holiday_file_that_is_missing_or_broken_is_named_where_it_is_called()
    {
        var mistakes = WithCalendar("holidayFiles: [none.ics, bad.ics]").With("bad.ics", "BEGIN:VEVENT\nx").Load().Mistakes;
        Assert.Equal([18, 28], mistakes.Select(mistake => mistake.Column));
        Assert.StartsWith("none.ics: The file cannot be read.", mistakes[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("bad.ics is no usable holiday file.", mistakes[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_or_empty_is_named()
    {
        Assert.Equal("The folder holds no project file.", Assert.Single(shelf.Load().Mistakes).Reason);
        var nowhere = Expectations.Local.Portfolio.PortfolioFolder.Load(Path.Combine(shelf.Folder, "nowhere"));
        Assert.Equal("The folder does not exist.", Assert.Single(nowhere.Mistakes).Reason);
    }

    Shelf WithCalendar(string lines) => shelf.With(
        "webshop.yaml", Shelf.Sound.Replace("  quietFrom", $"  {lines}\n  quietFrom", StringComparison.Ordinal));

    static string Sound(string id) => Shelf.Sound.Replace("id: webshop", $"id: {id}", StringComparison.Ordinal);

    public void Dispose() => shelf.Dispose();
}
