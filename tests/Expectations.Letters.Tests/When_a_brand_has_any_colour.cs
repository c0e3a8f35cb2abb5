using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Letters.Html;

namespace Expectations.Letters.Tests;

public partial class When_a_brand_has_any_colour
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Every_text_of_the_letter_keeps_aa_contrast_in_two_hundred_colours()
    {
        var random = new Random(20260327);
        string[] edges = ["#000000", "#ffffff", "#767676", "#ffff00", "#00ff00", "#ff0000"];
        foreach (var colour in edges.Concat(Enumerable.Range(0, 200)
            .Select(_ => $"#{random.Next(0x1000000):x6}")))
        {
            LetterContent[] contents =
                [Sample.Rich, SampleDecisions.Question(QuestionKind.Change), SampleDecisions.Code];
            var texts = contents.SelectMany(content => Painted(content, colour).QuerySelectorAll("*"))
                .Where(e => e.ChildNodes.OfType<IText>().Any(t => !string.IsNullOrWhiteSpace(t.Data)))
                .Where(e => !e.Matches("[style*='display:none']")).ToArray();
            Assert.NotEmpty(texts);
            Assert.All(texts, e => Assert.True(
                Colour(e, Text())!.Value.Contrast(Colour(e, Ground())!.Value) >= 4.5,
                $"{colour}: “{e.TextContent}” is hard to read."));
        }
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#fff;background:url(//evil.example.com)")]
    [InlineData("")]
    public void What_is_no_colour_becomes_the_products_own(string colour)
    {
        var letter = Sample.To("en", Sample.Rich);
        var html = Opened.Press(letter with { Branding = letter.Branding with { Colour = colour } }).Html;
        Assert.Contains("background:#1f5f8b", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Notice.ReportWaits)]
    [InlineData(Notice.PlanUnreadable)]
    public void Notices_wear_it_too(Notice notice) =>
        Assert.Contains(
            "background:#1f5f8b", Opened.Press(Sample.ToManager("en", notice)).Html,
            StringComparison.Ordinal);

    static IElement Painted(LetterContent content, string colour)
    {
        var letter = SampleDecisions.To("en", content);
        return Opened.Press(letter with { Branding = letter.Branding with { Colour = colour } }).Document.Body!;
    }

    // The nearest colour said on the element or around it, as a mail program finds it.
    static Rgb? Colour(IElement? element, Regex said)
    {
        for (; element is not null; element = element.ParentElement)
        {
            if (said.Match(element.GetAttribute("style") ?? "") is { Success: true } found)
                return Rgb.TryParse(found.Groups["colour"].Value);
        }
        return null;
    }

    [GeneratedRegex(@"(?<![-\w])color:(?<colour>#[0-9a-f]{6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"background:(?<colour>#[0-9a-f]{6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ground();
}
