using Expectations.Core.Letters;
using Expectations.Core.Reports;

namespace Expectations.Letters.Tests;

public class When_a_letter_is_written
{
    public static TheoryData<string, string> Reports()
    {
        var all = new TheoryData<string, string>();
        foreach (var language in new[] { "en", "zh-Hant", "zh-Hans" })
        {
            foreach (var kind in new[] { "rich", "unchanged", "catch-up", "decided" })
                all.Add(kind, language);
        }
        return all;
    }

    public static TheoryData<Notice, string> Notices()
    {
        var all = new TheoryData<Notice, string>();
        foreach (var notice in Enum.GetValues<Notice>())
        {
            foreach (var language in new[] { "en", "zh-Hant", "zh-Hans" })
                all.Add(notice, language);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_reads_as_it_was_found_good(string kind, string language)
    {
        var letter = Opened.Press(language, Report(kind));
        Golden.Matches(letter.Text, $"{kind}.{language}", "txt");
        Golden.Matches(letter.Html, $"{kind}.{language}", "html");
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice_reads_as_it_was_found_good(Notice notice, string language)
    {
        var letter = Opened.Press(Sample.ToManager(language, notice));
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", $"{notice}.{language}", "txt");
        Assert.False(letter.Message.Headers.Contains("List-Unsubscribe"));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Html_and_text_say_the_same(string kind, string language) =>
        Opened.Press(language, Report(kind)).AssertTextSaysAllOfHtml();

    [Theory]
    [MemberData(nameof(Reports))]
    public void It_is_small_enough_for_mail_programs_that_cut_long_letters(string kind, string language) =>
        Assert.InRange(
            System.Text.Encoding.UTF8.GetByteCount(Opened.Press(language, Report(kind)).Html), 1, 100_000);

    [Fact]
    public void Parts_that_have_nothing_to_say_are_left_out()
    {
        var letter = Opened.Press("en", Sample.Rich with
        {
            Note = null,
            Done = Sample.Tasks(),
            Next = Sample.Tasks(),
            Overdue = Sample.Tasks(),
            WaitingOnYou = Sample.Tasks(),
            Milestones = [],
            Moves = [],
            MovesInAll = 0,
            Risks = [],
            Absences = [],
            Meetings = [],
            BurnUp = [],
            Health = Health.Green,
        });
        Assert.Equal(
            "How does the project feel to you?", Assert.Single(letter.Document.QuerySelectorAll("h2")).TextContent);
        Assert.Null(letter.Picture);
    }

    [Fact]
    public void Health_is_said_in_words_and_not_by_colour_alone()
    {
        var said = Enum.GetValues<Health>().Select(h => Opened.Press("en", Sample.Rich with { Health = h })
            .Text).ToArray();
        Assert.Contains("On track", said[0], StringComparison.Ordinal);
        Assert.Contains("Slight delay", said[1], StringComparison.Ordinal);
        Assert.Contains("Delayed", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_the_client_comes_before_what_is_done()
    {
        var text = Opened.Press("en", Sample.Rich).Text;
        Assert.True(text.IndexOf("Waiting on you (2)", StringComparison.Ordinal)
            < text.IndexOf("Done (3)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_meeting_is_told_in_the_recipients_zone_and_a_due_date_in_the_projects()
    {
        Assert.Contains(
            "Tue 31 Mar, 15:00–16:00", Opened.Press("en", Sample.Rich).Text, StringComparison.Ordinal);
        var taipei = Opened.Press("zh-Hant", Sample.Rich).Text;
        Assert.Contains("3月31日（週二）21:00–22:00", taipei, StringComparison.Ordinal);
        Assert.Contains("3月25日", taipei, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_7_a_report_after_an_outage_says_what_it_stands_for_and_how_old_its_data_is()
    {
        var text = Opened.Press("en", Sample.CatchUp).Text;
        Assert.Contains("also covers 2 earlier ones", text, StringComparison.Ordinal);
        Assert.Contains("Plan data as of Tue 24 Mar, 08:30", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Expired", "out of date")]
    [InlineData("Bounced", "came back")]
    [InlineData("550 full", "550 full")]
    public void A_letter_that_did_not_arrive_is_told_with_its_reason(string reason, string expected)
    {
        var content = Sample.Notice(Notice.LetterUndeliverable);
        var letter = Sample.ToManager("en", Notice.LetterUndeliverable) with
        {
            Content = content with { Details = content.Details.SetItem("reason", reason) },
        };
        Assert.Contains(expected, Opened.Press(letter).Text, StringComparison.Ordinal);
    }

    static ReportContent Report(string kind) => kind switch
    {
        "rich" => Sample.Rich,
        "unchanged" => Sample.Unchanged,
        "decided" => Sample.Decided,
        _ => Sample.CatchUp,
    };
}
