using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Hosting.Delivery;

namespace Expectations.Letters.Tests;

public class When_a_decision_is_made
{
    public static TheoryData<QuestionKind, string> Receipts()
    {
        var all = new TheoryData<QuestionKind, string>();
        foreach (var kind in Enum.GetValues<QuestionKind>().Where(kind => kind != QuestionKind.Warning))
            foreach (var language in new[] { "en", "zh-Hant", "zh-Hans" })
                all.Add(kind, language);
        return all;
    }

    [Theory]
    [MemberData(nameof(Receipts))]
    public void The_receipt_reads_as_it_was_found_good(QuestionKind kind, string language)
    {
        var letter = Opened.Press(Receipt(kind, language));
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", $"receipt-{kind}.{language}", "txt");
        Golden.Matches(letter.Html, $"receipt-{kind}.{language}", "html");
    }

    [Theory]
    [MemberData(nameof(Receipts))]
    public void Html_and_text_say_the_same(QuestionKind kind, string language) =>
        Opened.Press(Receipt(kind, language)).AssertTextSaysAllOfHtml();

    [Fact]
    public void It_names_who_decided_when_in_which_words_and_what_that_changes()
    {
        var text = Opened.Press(Receipt(QuestionKind.Change, "en")).Text;
        Assert.Contains("Chosen: Deliver later", text, StringComparison.Ordinal);
        Assert.Contains("- Li Wei", text, StringComparison.Ordinal);
        Assert.Contains("When: Fri 27 Mar, 08:50 (Berlin time)", text, StringComparison.Ordinal);
        Assert.Contains("In their words: Agreed, if the opening day", text, StringComparison.Ordinal);
        Assert.Contains("What was chosen is agreed now, as version 2.", text, StringComparison.Ordinal);
        Assert.Contains("Ticket shop open: 24 Apr → 8 May", text, StringComparison.Ordinal);
        Assert.Contains(SampleDecisions.Change.Hash(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QuestionKind.Change, QuestionOutcome.Answered, Choices.Counter, "Another offer was made")]
    [InlineData(QuestionKind.Change, QuestionOutcome.Answered, Choices.Reject, "Turned down")]
    [InlineData(QuestionKind.Change, QuestionOutcome.Disagreed, null, "No agreement")]
    [InlineData(QuestionKind.Change, QuestionOutcome.Lapsed, null, "Closed without an answer")]
    [InlineData(QuestionKind.Milestone, QuestionOutcome.Answered, Choices.Dispute, "Disputed")]
    [InlineData(QuestionKind.Milestone, QuestionOutcome.Answered, Choices.Call, "A call is wanted first")]
    public void What_was_not_agreed_changes_nothing(
        QuestionKind kind, QuestionOutcome outcome, string? choice, string expected)
    {
        var answer = SampleDecisions.Answer(choice ?? "extend") with { Date = Sample.Day(6, 1) };
        var text = Opened.Press(SampleDecisions.To(
            "en", SampleDecisions.Receipt(kind, outcome, choice, answer))).Text;
        Assert.Contains($"\n{expected}\n", text, StringComparison.Ordinal);
        Assert.Contains("Date offered: 1 Jun", text, StringComparison.Ordinal);
        Assert.Contains("Nothing that was agreed changes. Mei Chen", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_milestone_confirmed_or_deemed_accepted_says_which()
    {
        var confirmed = SampleDecisions.Receipt(
            QuestionKind.Milestone, QuestionOutcome.Answered, Choices.Confirm,
            SampleDecisions.Answer(Choices.Confirm));
        Assert.Contains(
            "counts as delivered and accepted", Opened.Press(SampleDecisions.To("en", confirmed)).Text,
            StringComparison.Ordinal);
        Assert.Contains(
            "Nobody answered within the time", Opened.Press(Receipt(QuestionKind.Milestone, "en")).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Decider, true)]
    [InlineData(Role.Reader, true)]
    [InlineData(Role.Sponsor, true)]
    [InlineData(Role.Manager, false)]
    public void The_client_finds_everything_agreed_so_far_on_a_page_of_their_own(Role role, bool expected)
    {
        var receipt = Receipt(QuestionKind.Milestone, "en");
        var letter = Opened.Press(receipt with { To = receipt.To with { Role = role } });
        var link = letter.Document.QuerySelector("a[href*='/client/']")?.GetAttribute("href");
        Assert.Equal(expected, link is not null);
        Assert.Equal(expected, letter.Text.Contains("Everything agreed so far: ", StringComparison.Ordinal));
        if (link is null)
            return;
        Assert.True(PersonSeal.Client.TryRead(
            Sample.Options.UnsubscribeKey.Span, link[(link.LastIndexOf('/') + 1)..], out var project, out var person));
        Assert.Equal(("harbour-museum", "wei"), (project, person));
    }

    static Core.Letters.Letter Receipt(QuestionKind kind, string language) =>
        SampleDecisions.To(language, SampleDecisions.Receipt(kind));
}
