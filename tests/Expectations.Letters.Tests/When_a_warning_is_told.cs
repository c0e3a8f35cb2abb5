using System.Collections.Immutable;
using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Core.Risks;
using Expectations.Core.Risks.LateTasks;
using Expectations.Hosting.Delivery;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Tests;

public class When_a_warning_is_told
{
    static WarningContent Warning { get; } = new()
    {
        ProjectName = "Harbour Museum website",
        Client = "Harbour Museum",
        Zone = "Europe/Berlin",
        Title = "The bank is late with card payments",
        Effect = "The shop opens without cards.",
        Mitigation = "A second bank is asked; it answers by Friday.",
        Alternative = "Invoices for the first month.",
        Milestone = new MilestoneLine
        {
            Id = "shop",
            Name = "Ticket shop open",
            Original = new LocalDate(2026, 4, 10),
            Agreed = new LocalDate(2026, 4, 24),
            Now = new LocalDate(2026, 5, 8),
        },
    };

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh-Hant", false)]
    [InlineData("zh-Hant", true)]
    [InlineData("zh-Hans", false)]
    [InlineData("zh-Hans", true)]
    public void It_reads_as_it_was_found_good(string language, bool isOver)
    {
        var letter = Opened.Press(language, Warning with { IsOver = isOver, Risks = isOver ? [] : Sample.Risks });
        var name = $"{(isOver ? "warning-over" : "warning")}.{language}";
        letter.Keep(name);
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", name, "txt");
        Golden.Matches(letter.Html, name, "html");
        letter.AssertTextSaysAllOfHtml();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    [InlineData("zh-Hans")]
    public void With_a_link_it_asks_whether_the_reader_sees_to_it(string language)
    {
        var letter = Opened.Press(language, Warning with { Answer = new WarningLink("late-forecast-shop-1", Instant.FromUtc(2026, 5, 1, 7, 0)) });
        var name = $"warning-asks.{language}";
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", name, "txt");
        Golden.Matches(letter.Html, name, "html");
        letter.AssertTextSaysAllOfHtml();
        Assert.Contains("/decide/", letter.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    [InlineData("zh-Hans")]
    public void What_can_wait_comes_in_one_letter_of_the_day(string language)
    {
        Notice[] notices = [Notice.WarningRaised, Notice.WarningCleared, Notice.ChangeDrafted, Notice.ScopeGrew, Notice.ExpectationRaised, Notice.AnswerOverdue];
        var digest = new DigestContent("Harbour Museum website", [.. notices.Select(n => new GatheredNotice(n, "1", Sample.Notice(n).Details, default))]);
        var letter = Opened.Press(Sample.ToManager(language, Notice.ReportWaits) with { Content = digest });
        var name = $"digest.{language}";
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", name, "txt");
        Golden.Matches(letter.Html, name, "html");
        letter.AssertTextSaysAllOfHtml();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Without_a_way_out_it_is_never_sent(string nothing)
    {
        WarningContent[] lacking =
            [Warning with { Effect = nothing }, Warning with { Mitigation = nothing }, Warning with { Alternative = nothing }];
        Assert.All(lacking, content => Assert.Throws<LetterBlockedException>(() => Opened.Press("en", content)));
    }

    [Fact]
    public void Every_signal_and_lack_has_words()
    {
        Assert.All(Enum.GetNames<Signal>(), name => Assert.True(
            Enum.TryParse<Word>($"Signal{name}", out _) && Enum.TryParse<Word>($"Name{name}", out _)));
        Assert.All(Enum.GetNames<TaskSign>(), name => Assert.True(Enum.TryParse<Word>($"Sign{name}", out _)));
        Assert.All(Enum.GetNames<GateLack>(), name => Assert.True(Enum.TryParse<Word>($"Gate{name}", out _)));
    }

    [Theory]
    [InlineData("LateForecast", "“Launch” is planned for 31 May now, 1 working day after the agreed 29 May.", "days=1 now=2026-05-31 agreed=2026-05-29")]
    [InlineData("OverdueTasks", "1 of 5 tasks of “Launch” is overdue.", "overdue=1 tasks=5")]
    [InlineData("WaitingOnClient", "1 task has waited for the client for 6 working days.", "tasks=1 days=6")]
    [InlineData("SlowApproval", "2 decisions are open with the client, the longest for 6 working days.", "questions=2 days=6")]
    [InlineData("PeopleAway", "Ann will be away before “Launch”; 30 % of the work left falls into that time.", "people=Ann percent=30")]
    [InlineData("SlowPace", "At the pace of the last four weeks, 7 of the 20 tasks left up to “Launch” are done by its date.", "doable=7 left=20")]
    [InlineData("MeetingLoad", "Before “Launch” meetings take 45 % of the team’s working hours: 90 of 200.", "percent=45 hours=90 of=200 people=Ann")]
    [InlineData("LateForecast", "“Launch” is met on the agreed 29 May in 30 of 100 cases; even odds are for 31 May.", "days=1 now=2026-05-31 agreed=2026-05-29 chance=30")]
    [InlineData("LikelyLateTasks", "3 of 8 tasks of “Launch” are likely to be late. Most often because little time is left and work on them has not begun. Learned from 420 tasks of your own projects.", "likely=3 tasks=8 why=DaysLeft_NotBegun learned=420")]
    [InlineData("LikelyLateTasks", "1 of 8 tasks of “Launch” is likely to be late. Judged by rules of thumb, until there are enough finished tasks of your own to learn from.", "likely=1 tasks=8 learned=0")]
    [InlineData("PulseFalls", "Asked how the project feels, the client gave 2.3 of 5 of late.", "score=2.3")]
    [InlineData("ScopeGrowth", "4 tasks have come on top of the 30 that were signed.", "tasks=4 signed=30")]
    public void Each_signal_says_its_figures(string signal, string expected, string figures)
    {
        var details = figures.Split(' ').Select(f => f.Split('=')).ToImmutableSortedDictionary(f => f[0], f => f[1].Replace('_', ' '), StringComparer.Ordinal)
            .Add("signal", signal).Add("milestone", "Launch");
        var content = new NoticeContent("Harbour Museum website", Notice.WarningRaised, details);
        var letter = Sample.To("en", content);
        Assert.Contains(expected, Opened.Press(letter with { To = Sample.Mei with { Zone = "Europe/Berlin" } }).Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var letter = Opened.Press("en", Warning with { Title = "<script>alert(1)</script>", Effect = "<img src=x onerror=alert(1)>" });
        Assert.Empty(letter.Document.QuerySelectorAll("script, img[onerror]"));
        Assert.Contains("<img src=x onerror=alert(1)>", letter.Document.Body!.TextContent, StringComparison.Ordinal);
    }
}
