using Expectations.Core.Questions;

namespace Expectations.Letters.Tests;

public class When_a_decision_is_asked_for
{
    public static TheoryData<QuestionKind, string, FollowUp?> Letters()
    {
        var all = new TheoryData<QuestionKind, string, FollowUp?>();
        foreach (var kind in Enum.GetValues<QuestionKind>().Where(kind => kind != QuestionKind.Warning))
            foreach (var language in new[] { "en", "zh-Hant", "zh-Hans" })
                foreach (var again in new FollowUp?[] { null, FollowUp.Remind })
                    all.Add(kind, language, again);
        return all;
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void It_reads_as_it_was_found_good(QuestionKind kind, string language, FollowUp? again)
    {
        var letter = Press(kind, language, again);
        var name = $"ask-{kind}{(again is null ? "" : "-again")}.{language}";
        Golden.Matches($"{letter.Message.Subject}\n\n{letter.Text}", name, "txt");
        Golden.Matches(letter.Html, name, "html");
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void Html_and_text_say_the_same(QuestionKind kind, string language, FollowUp? again) =>
        Press(kind, language, again).AssertTextSaysAllOfHtml();

    [Fact]
    public void It_has_one_button_and_that_leads_to_the_receivers_own_page()
    {
        var letter = Press(QuestionKind.Milestone, "en", null);
        var link = Assert.Single(letter.Document.QuerySelectorAll("a"));
        Assert.Equal("Look at it and decide", link.TextContent);
        Assert.Equal(
            $"https://expectations.example.com/decide/harbour-museum/{SampleDecisions.Token}",
            link.GetAttribute("href"));
        Assert.Contains(link.GetAttribute("href")!, letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_leads_nowhere_secret()
    {
        var letter = SampleDecisions.To("en", SampleDecisions.Question(QuestionKind.Milestone)) with { Secret = null };
        Assert.EndsWith(
            "/decide/harbour-museum/preview",
            Opened.Press(letter).Document.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_link_is_in_no_header_and_not_in_the_preview_text()
    {
        var letter = Press(QuestionKind.Change, "en", null);
        Assert.DoesNotContain(letter.Message.Headers, h => h.Value.Contains(SampleDecisions.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(
            SampleDecisions.Token, letter.Document.QuerySelector("body > div")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "10 Apr, 10:00 (Berlin time)")]
    [InlineData("zh-Hant", "4月10日（週五）16:00（Taipei 時間）")]
    public void The_end_of_the_link_is_told_on_the_receivers_clock(string language, string expected) =>
        Assert.Contains(expected, Press(QuestionKind.Baseline, language, null).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(FollowUp.Remind, "no answer from you yet")]
    [InlineData(FollowUp.StandIn, "a stand-in may answer")]
    [InlineData(FollowUp.AskAgain, "a fresh link")]
    public void Asked_again_it_says_why_and_keeps_its_subject(FollowUp again, string expected)
    {
        var (first, later) = (Press(QuestionKind.Milestone, "en", null), Press(QuestionKind.Milestone, "en", again));
        Assert.Equal("Harbour Museum website: please confirm “Ticket shop open”", first.Message.Subject);
        Assert.Equal(first.Message.Subject, later.Message.Subject);
        Assert.Contains(expected, later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(expected, first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stand_in_learns_in_whose_place() =>
        Assert.Contains(
            "You are asked in place of Hugh Harbour.",
            Opened.Press(SampleDecisions.To(
                "en", SampleDecisions.Question(QuestionKind.Milestone, inPlaceOf: "Hugh Harbour"))).Text,
            StringComparison.Ordinal);

    [Fact]
    public void An_option_says_nothing_that_is_not_there()
    {
        var lines = Press(QuestionKind.Change, "en", null).Lines;
        var keep = Array.IndexOf(lines, "- 3. Keep everything and accept the odds");
        Assert.Equal(
            ["  Ticket shop open: stays 24 Apr", "  Launch: stays 17 May", "  Extra cost: none", "  Odds: 20% that its dates hold", ""],
            lines[(keep + 1)..(keep + 6)]);
        Assert.Contains("  Ticket shop open: 24 Apr → 8 May", lines);
        Assert.Contains("  Extra cost: 1,500.00 EUR", lines);
        Assert.Contains("  Left out: Audio guide on the phone · Style guide", lines);
    }

    [Theory]
    [InlineData("en", "  Saves: about 2,400 EUR", "  Extra cost: none")]
    [InlineData("zh-Hant", "  可節省：約 2,400 EUR", "  額外費用：無")]
    [InlineData("zh-Hans", "  可节省：约 2,400 EUR", "  额外费用：无")]
    public void An_option_says_what_it_saves_or_that_it_costs_nothing(string language, string saves, string nothing)
    {
        var lines = Press(QuestionKind.Change, language, null).Lines;
        Assert.Single(lines, line => line == saves);
        Assert.Single(lines, line => line == nothing);
    }

    [Fact]
    public void The_page_shows_all_that_is_decided_where_the_letter_names_the_rest()
    {
        var body = SampleDecisions.Baseline with
        {
            Proposed = SampleDecisions.Proposed with { Goals = [.. Enumerable.Range(1, 100).Select(i => $"Goal {i}")] },
        };
        var letter = SampleDecisions.To("en", SampleDecisions.Question(QuestionKind.Baseline) with { Body = body });
        Assert.Contains("and 60 more", Opened.Press(letter).Text, StringComparison.Ordinal);
        var shown = Sample.Press.Show(letter);
        Assert.Equal("Goal 100", shown.Parts.Single(p => p.Heading == "Goals").Items[^1].Title);
        Assert.Equal(
            "Rounds of feedback: 1\nHanded over with: Design signed off",
            shown.Parts.Single(p => p.Heading == "What is handed over").Items[1].About);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void The_page_says_what_the_letter_says(QuestionKind kind, string language, FollowUp? again)
    {
        var letter = SampleDecisions.To(language, SampleDecisions.Question(kind, again));
        var text = Opened.Press(letter).Text;
        var shown = Sample.Press.Show(letter);
        Assert.NotEmpty(shown.Parts);
        Assert.All(
            shown.Parts.SelectMany(p => p.Paragraphs.Append(p.Heading).Concat(p.Items.Select(i => i.Title))),
            said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.DoesNotContain(
            shown.Parts.SelectMany(p => p.Paragraphs), p => p.Contains("http", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_version_says_first_what_is_different()
    {
        var text = Press(QuestionKind.Baseline, "en", null).Text.ReplaceLineEndings("\n");
        Assert.True(text.IndexOf("What is different from version 1", StringComparison.Ordinal)
            < text.IndexOf("== Goals", StringComparison.Ordinal));
        Assert.Contains("- Launch\n  milestone: 17 May → 31 May\n", text, StringComparison.Ordinal);
        Assert.Contains("- Photos are delivered by the museum.\n  boundary: left out\n", text, StringComparison.Ordinal);
        var first = SampleDecisions.Question(QuestionKind.Baseline) with
        {
            Body = SampleDecisions.Baseline with { Before = null },
        };
        Assert.DoesNotContain(
            "What is different", Opened.Press(SampleDecisions.To("en", first)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "within 10 working days")]
    [InlineData(1, "within 1 working day of")]
    [InlineData(null, "Silence never counts as acceptance.")]
    public void What_silence_means_is_said_in_plain_words(int? days, string expected)
    {
        var question = SampleDecisions.Question(QuestionKind.Milestone) with
        {
            Body = SampleDecisions.Milestone with { DeemedAcceptedAfterDays = days },
        };
        Assert.Contains(expected, Opened.Press(SampleDecisions.To("en", question)).Text, StringComparison.Ordinal);
    }

    static Opened Press(QuestionKind kind, string language, FollowUp? again) =>
        Opened.Press(SampleDecisions.To(language, SampleDecisions.Question(kind, again)));
}
