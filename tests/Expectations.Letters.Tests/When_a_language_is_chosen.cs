using System.Text.RegularExpressions;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Reports;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Tests;

public class When_a_language_is_chosen
{
    [Fact]
    public void Every_word_has_a_text_in_every_language()
    {
        Assert.Equal(
            ["en", "zh-Hans", "zh-Hant"], Speech.Languages.Select(s => s.Tag).Order(StringComparer.Ordinal));
        foreach (var speech in Speech.Languages)
            Assert.All(Enum.GetValues<Word>(), word => Assert.False(string.IsNullOrWhiteSpace(speech[word])));
    }

    [Fact]
    public void Every_text_speaks_of_the_same_values_in_every_language()
    {
        var english = Speech.Of("en");
        foreach (var speech in Speech.Languages)
            Assert.All(
                Enum.GetValues<Word>(), word => Assert.Equal(Values(english[word]), Values(speech[word])));
    }

    [Fact]
    public void Every_kind_of_notice_trouble_and_lack_has_words()
    {
        Assert.All(
            Enum.GetNames<PlanTrouble>(), name => Assert.True(Enum.TryParse<Word>($"Trouble{name}", out _)));
        Assert.All(
            Enum.GetNames<HoldReason>(),
            name => Assert.True(Enum.TryParse<Word>($"Reason{name}", out _)));
        Assert.All(Enum.GetNames<Lack>(), name => Assert.True(Enum.TryParse<Word>($"Lack{name}", out _)));
        Assert.All(
            Enum.GetNames<LetterOutcome>()
                .Where(name => name is not (nameof(LetterOutcome.Sent) or nameof(LetterOutcome.Blocked))),
            name => Assert.True(Enum.TryParse<Word>($"Outcome{name}", out _)));
        Assert.All(
            Enum.GetNames<Notice>(), name => Assert.True(Enum.TryParse<Word>($"{name}Subject", out _)));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    [InlineData("../../etc")]
    public void An_unknown_language_becomes_english(string tag)
    {
        var letter = Opened.Press(tag, Sample.Rich);
        Assert.Equal("en", letter.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Waiting on you", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 day later than agreed")]
    [InlineData(2, "2 days later than agreed")]
    [InlineData(1_200, "1,200 days later than agreed")]
    public void English_says_one_day_and_two_days(int days, string expected)
    {
        var milestone = Sample.Rich.Milestones[1];
        milestone = milestone with { Now = milestone.Agreed.PlusDays(days) };
        Assert.Contains(
            expected, Opened.Press("en", Sample.Rich with { Milestones = [milestone] }).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_of_another_year_says_its_year()
    {
        var day = new LocalDate(2027, 1, 8);
        var milestone = Sample.Rich.Milestones[1] with { Agreed = day, Now = day };
        var content = Sample.Rich with { Milestones = [milestone] };
        Assert.Contains("Agreed: 8 Jan 2027", Opened.Press("en", content).Text, StringComparison.Ordinal);
        Assert.Contains("約定：2027年1月8日", Opened.Press("zh-Hant", content).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_of_this_year_does_not_where_the_reader_has_new_year_already()
    {
        var letter = Sample.ToManager("zh-Hant", Notice.MilestoneMissed) with { WrittenAt = Instant.FromUtc(2026, 12, 31, 23, 0) };
        letter = letter with
        {
            To = letter.To with { Zone = "Asia/Taipei" },
            Content = ((NoticeContent)letter.Content) with { Details = ImmutableSortedDictionary<string, string>.Empty.Add("milestone", "Launch").Add("agreed", "2027-01-01") },
        };
        var text = Opened.Press(letter).Text;
        Assert.Contains("1月1日", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2027", text, StringComparison.Ordinal);
    }

    static string[] Values(string text) =>
        [.. Regex.Matches(text, @"\{\d", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value)
            .Distinct().Order(StringComparer.Ordinal)];
}
