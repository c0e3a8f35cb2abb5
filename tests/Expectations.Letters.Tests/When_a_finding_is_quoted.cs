using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Letters.Findings;

namespace Expectations.Letters.Tests;

public class When_a_finding_is_quoted
{
    [Fact]
    public void Every_built_in_one_has_words_in_every_language() =>
        Assert.All(FindingCatalogue.All, finding =>
        {
            foreach (var language in new[] { "en", "zh-Hant", "zh-Hans" })
            {
                var text = Press(language, new QuotedFinding(finding.Id, Own: null));
                Assert.Contains(language == "en" ? "Known from elsewhere" : language == "zh-Hant" ? "他處的經驗" : "他处的经验", text, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void No_words_are_left_over() =>
        Assert.Equal(FindingCatalogue.All.Length, FindingLibrary.BuiltIn.Count());

    [Fact]
    public void Each_has_a_source_with_a_year_a_figure_or_its_absence_and_what_it_does_not_say() =>
        Assert.All(FindingLibrary.BuiltIn, finding =>
        {
            Assert.Matches("(19|20)[0-9]{2}", finding.Source);
            Assert.Equal(["en", "zh-Hans", "zh-Hant"], finding.Texts.Select(t => t.Language).Order(StringComparer.Ordinal));
            Assert.All(finding.Texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Says) || string.IsNullOrWhiteSpace(text.Limits)));
        });

    [Fact]
    public void It_says_what_it_does_not_say_and_where_it_comes_from()
    {
        var text = Press("en", new QuotedFinding("landmark", Own: null));
        Assert.Contains("114 were later than first estimated", text, StringComparison.Ordinal);
        Assert.Contains("What it does not say: That a date is worth nothing", text, StringComparison.Ordinal);
        Assert.Contains("Source: Computed from the data of Little, IEEE Software 23(3), 2006", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_your_own_is_told_in_the_language_it_has()
    {
        var own = new StatedFinding
        {
            Id = "shops",
            Topic = FindingTopic.Overruns,
            Source = "Our shops, 2026",
            Texts = [new FindingText { Language = "en", Says = "Three of four shops opened later.", Limits = "They were larger." }],
        };
        Assert.Contains("Three of four shops opened later.", Press("zh-Hans", new QuotedFinding("shops", own)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "4 of our 7 finished milestones came later than first agreed. Half of all came at most 1 working day late, 85 of 100 came at most 12 working days late.")]
    [InlineData("zh-Hant", "我們已完成的 7 個里程碑中，有 4 個晚於最初的約定。其中半數最多晚 1 個工作日，85% 最多晚 12 個工作日。")]
    [InlineData("zh-Hans", "我们已完成的 7 个里程碑中，有 4 个晚于最初的约定。其中半数最多晚 1 个工作日，85% 最多晚 12 个工作日。")]
    public void Cases_of_our_own_are_told_with_their_number_and_spread(string language, string expected) =>
        Assert.Contains(expected, Press(language, new QuotedFinding(Expectations.Core.Education.Findings.OwnCasesId, Own: null)
        {
            Cases = new OwnCases(7, 1, 12) { Late = 4 },
        }), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "Half of all came on the day or before")]
    [InlineData(-1, "Half of all came 1 working day early or more")]
    [InlineData(-3, "Half of all came 3 working days early or more")]
    public void Cases_that_were_early_are_told_as_well(int median, string expected) =>
        Assert.Contains(expected, Press("en", new QuotedFinding(Expectations.Core.Education.Findings.OwnCasesId, Own: null)
        {
            Cases = new OwnCases(7, median, 12) { Late = 2 },
        }), StringComparison.Ordinal);

    [Fact]
    public void One_this_version_does_not_know_is_left_out() =>
        Assert.DoesNotContain("Known from elsewhere", Press("en", new QuotedFinding("of-a-later-version", Own: null)), StringComparison.Ordinal);

    static string Press(string language, QuotedFinding finding) =>
        Opened.Press(language, Sample.Rich with { Finding = finding }).Text.ReplaceLineEndings(" ");
}
