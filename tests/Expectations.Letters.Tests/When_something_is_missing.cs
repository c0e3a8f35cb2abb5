using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Hosting.Delivery;

namespace Expectations.Letters.Tests;

public class When_something_is_missing
{
    [Theory]
    [InlineData("")]
    [InlineData("  \r\n ")]
    [InlineData("\u200b\u202e")]
    public void A_letter_without_a_project_name_is_blocked(string name) =>
        Blocked("project-name", Sample.Rich with { ProjectName = name });

    [Fact]
    public void A_milestone_without_a_name_is_named_by_its_identity() =>
        Blocked("milestone-name (m2)", Sample.Rich with
        {
            Milestones = [Sample.Rich.Milestones[0], Sample.Rich.Milestones[1] with { Name = "" }],
        });

    [Fact]
    public void A_risk_without_an_alternative_is_blocked() =>
        Blocked(
            "risk-text (r1)", Sample.Rich with { Risks = [Sample.Rich.Risks[0] with { Alternative = " " }] });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no-at-sign")]
    [InlineData("@example.com")]
    [InlineData("a@b@")]
    [InlineData("a b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Li <a@example.com>")]
    [InlineData("ü@example.com")]
    public void An_address_that_is_none_is_blocked(string? address)
    {
        var letter = Sample.To("en", Sample.Rich);
        Blocked("recipient-address", letter with { To = letter.To with { Email = address! } });
        Blocked("manager-address", letter with { From = letter.From with { Email = address! } });
    }

    [Theory]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a\n@example.com")]
    [InlineData("a@example.com\0")]
    public void Fault_21_a_line_break_in_an_address_is_rejected(string address)
    {
        var letter = Sample.To("en", Sample.Rich);
        Blocked("recipient-address", letter with { To = letter.To with { Email = address } });
    }

    [Fact]
    public void What_blocks_a_letter_names_no_address()
    {
        var letter = Sample.To("en", Sample.Rich);
        var blocking = Assert.Throws<LetterBlockedException>(
            () => Sample.Press.Press(letter with
            {
                To = letter.To with { Email = "secret person@example.com" },
            }));
        Assert.DoesNotContain("secret", blocking.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Notice.ReportWaits, "period")]
    [InlineData(Notice.ReportWaits, "reasons")]
    [InlineData(Notice.PlanUnreadable, "since")]
    [InlineData(Notice.PlanUnreadable, "trouble")]
    [InlineData(Notice.PlanShrank, "before")]
    [InlineData(Notice.LetterUndeliverable, "person")]
    [InlineData(Notice.LetterBlocked, "missing")]
    public void A_notice_without_a_value_it_speaks_of_is_blocked(Notice notice, string detail)
    {
        var content = Sample.Notice(notice);
        Blocked($"notice-detail ({detail})", content with { Details = content.Details.Remove(detail) });
    }

    [Fact]
    public void A_notice_with_an_empty_value_is_told_with_a_dash()
    {
        var content = Sample.Notice(Notice.AnswerOverdue);
        var text = Opened.Press("en", content with { Details = content.Details.SetItem("waiting", "") }).Text;
        Assert.Contains("–", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_that_lacks_a_value_keeps_none_of_the_others_from_the_letter_of_the_day()
    {
        var whole = Sample.Notice(Notice.AnswerOverdue);
        var half = Sample.Notice(Notice.MilestoneMissed);
        var digest = new DigestContent("Harbour Museum website",
        [
            new GatheredNotice(Notice.MilestoneMissed, "1", half.Details.Remove("agreed"), default),
            new GatheredNotice(Notice.AnswerOverdue, "1", whole.Details, default),
        ]);
        var text = Opened.Press("en", digest).Text;
        Assert.Contains("a value this notice speaks of (agreed)", text, StringComparison.Ordinal);
        Assert.Contains(whole.Details["waiting"], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("ftp://example.com/")]
    public void An_installation_without_https_is_refused(string url) =>
        Assert.Throws<ArgumentException>(
            () => new LetterPress(Sample.Options with { BaseUrl = new Uri(url) }));

    [Fact]
    public void A_short_secret_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new LetterPress(Sample.Options with { UnsubscribeKey = new byte[16] }));

    static void Blocked(string missing, LetterContent content) => Blocked(missing, Sample.To("en", content));

    static void Blocked(string missing, Letter letter) =>
        Assert.Equal(
            missing, Assert.Throws<LetterBlockedException>(() => Sample.Press.Press(letter)).Missing);
}
