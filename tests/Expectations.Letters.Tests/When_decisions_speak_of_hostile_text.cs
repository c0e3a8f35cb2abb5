using Expectations.Core.Changes;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Letters.Tests;

public class When_decisions_speak_of_hostile_text
{
    const string Html = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b><a href=//evil.example.com>";

    [Fact]
    public void Fault_19_html_in_titles_reasons_and_words_stays_text() => Assert.All(Everywhere(Html), letter =>
    {
        var document = Opened.Press(letter).Document;
        Assert.Empty(document.QuerySelectorAll("script, b, img, [onerror]"));
        Assert.Contains(document.QuerySelectorAll("bdi"), e => e.TextContent.Contains(Html, StringComparison.Ordinal));
    });

    [Fact]
    public void Fault_20_only_the_installations_own_pages_are_linked() => Assert.All(
        Everywhere("javascript:alert(1) https://evil.example.com").SelectMany(
            letter => Opened.Press(letter).Document.QuerySelectorAll("[href], [src]")),
        link => Assert.StartsWith(
            "https://expectations.example.com/", link.GetAttribute("href")!, StringComparison.Ordinal));

    [Fact]
    public void Fault_21_line_breaks_make_no_header_and_no_line() => Assert.All(
        Everywhere("Title\r\nBcc: all@example.com\r\n\r\n-- "), letter =>
        {
            var opened = Opened.Press(letter);
            Assert.False(opened.Message.Headers.Contains("Bcc"));
            Assert.DoesNotContain('\n', opened.Message.Subject!);
            Assert.Single(opened.Lines, line => line == "-- ");
        });

    [Fact]
    public void Fault_22_characters_that_hide_or_turn_text_are_stripped() => Assert.All(
        Everywhere("pay \u202eknil\u202c \u200bno\u2066w\ufeff"), letter =>
        {
            var opened = Opened.Press(letter);
            Assert.Contains("pay knil now", opened.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                opened.Html + opened.Text, c => c is '\u202e' or '\u202c' or '\u200b' or '\u2066' or '\ufeff');
        });

    [Fact]
    public void Fault_24_ten_thousand_of_anything_are_rolled_up()
    {
        var many = SampleDecisions.Baseline with
        {
            Before = null,
            Proposed = SampleDecisions.Proposed with
            {
                Goals = [.. Enumerable.Range(0, 10_000).Select(i => $"Goal {i}")],
            },
        };
        var letter = Opened.Press(SampleDecisions.To(
            "en", SampleDecisions.Question(QuestionKind.Baseline) with { Body = many }));
        Assert.Contains("and 9,960 more", letter.Text, StringComparison.Ordinal);
        Assert.InRange(letter.Html.Length, 1, 100_000);
    }

    [Fact]
    public void A_token_from_outside_cannot_leave_its_place_in_the_link()
    {
        var letter = SampleDecisions.To(
            "en", SampleDecisions.Question(QuestionKind.Milestone), "../../x?y=\"><b>#");
        Assert.Equal(
            "https://expectations.example.com/decide/harbour-museum/..%2F..%2Fx%3Fy%3D%22%3E%3Cb%3E%23",
            Opened.Press(letter).Document.QuerySelector("a")!.GetAttribute("href"));
    }

    // The same text in every field that comes from outside, in a question and in a receipt.
    static IEnumerable<Letter> Everywhere(string text)
    {
        var agreed = SampleDecisions.Agreed with
        {
            Goals = [text],
            Boundaries = [text],
            Milestones = [.. SampleDecisions.Agreed.Milestones.Select(m => m with { Name = text })],
            Deliverables =
                [new Deliverable { Name = text, AcceptanceCriteria = [text, text], Milestone = "shop" }],
            Requirements = [new Requirement { Id = "cards", Name = text }],
        };
        var option = SampleDecisions.Change.Change.Options[0] with { Words = text, Currency = text, Adds = agreed.Deliverables };
        var change = new ChangeBody(
            SampleDecisions.Change.Change with { Title = text, Reason = text, Options = [option] }, agreed);
        QuestionBody[] bodies =
        [
            SampleDecisions.Baseline with { Proposed = agreed, Outline = [new OutlinePart(text, [text])] },
            SampleDecisions.Milestone with { Milestone = agreed.Milestones[1], Deliverables = agreed.Deliverables },
            change, new PrioritiesBody(agreed.Requirements, 1),
            new CapacityLineBody([new RankedRequirement(agreed.Requirements[0], 1, 1, 1, IsIn: false)], 1),
        ];
        var kinds = Enum.GetValues<QuestionKind>().Where(kind => kind != QuestionKind.Warning).ToArray();
        foreach (var (body, kind) in bodies.Zip(kinds))
            yield return SampleDecisions.To("en", SampleDecisions.Question(kind, inPlaceOf: text) with { Body = body });
        var receipt = SampleDecisions.Receipt(
            QuestionKind.Change, QuestionOutcome.Answered, Choices.Counter,
            SampleDecisions.Answer(Choices.Counter) with { Name = text, Words = text });
        yield return SampleDecisions.To("en", receipt with { Body = change });
    }
}
