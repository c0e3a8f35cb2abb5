namespace Expectations.Letters.Tests;

public class When_a_code_is_mailed
{
    const string Code = "408317";

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant")]
    [InlineData("zh-Hans")]
    public void It_reads_as_it_was_found_good(string language)
    {
        var letter = Opened.Press(SampleDecisions.To(language, SampleDecisions.Code, Code));
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", $"code.{language}", "txt");
        Golden.Matches(letter.Html, $"code.{language}", "html");
        letter.AssertTextSaysAllOfHtml();
    }

    [Fact]
    public void It_stands_in_the_letter_alone_and_where_no_notification_shows_it()
    {
        var letter = Opened.Press(SampleDecisions.To("en", SampleDecisions.Code, Code));
        Assert.Contains(Code, letter.Lines);
        Assert.Equal(Code, letter.Document.QuerySelector("p[style*='user-select:all']")!.TextContent);
        Assert.DoesNotContain(letter.Message.Headers, h => h.Value.Contains(Code, StringComparison.Ordinal));
        Assert.DoesNotContain(
            Code, letter.Document.QuerySelector("body > div")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("will ever ask you for it", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_has_none()
    {
        var letter = SampleDecisions.To("en", SampleDecisions.Code) with { Secret = null };
        Assert.Contains("······", Opened.Press(letter).Lines);
    }
}
