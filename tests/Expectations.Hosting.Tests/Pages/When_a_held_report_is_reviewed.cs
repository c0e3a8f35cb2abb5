using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public class When_a_held_report_is_reviewed
{
    static async Task<Site> HeldAsync()
    {
        var site = await Site.OpenAsync(
            A.Project with { Review = new ReviewRule { Hold = HoldWhen.Always } },
            A.Plan(A.Task("t1", new LocalDate(2026, 9, 8)), A.Task("t2", new LocalDate(2026, 9, 9))));
        await site.ReachAsync(A.FirstReport);
        return site;
    }

    [Fact]
    public async Task The_letter_is_shown_as_it_would_go()
    {
        await using var site = await HeldAsync();

        var review = await site.SeeAsync("/review/webshop?person=mei");
        var frame = review.QuerySelector<IHtmlInlineFrameElement>("iframe")!;

        Assert.Equal("", frame.GetAttribute("sandbox"));
        var letter = (await site.AskAsync("GET", frame.GetAttribute("src")!)).Text();
        Assert.Contains("Hello Mei Lin", letter, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_and_omissions_are_saved_and_shown()
    {
        await using var site = await HeldAsync();
        var review = await site.SeeAsync("/review/webshop");
        review.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value = "We are fine.";
        review.QuerySelector<IHtmlInputElement>("input[value=t2]")!.IsChecked = true;

        var again = await site.FollowAsync(await site.PressAsync(review, "Save and look again"));

        Assert.Equal("We are fine.", again.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
        var letter = (await site.AskAsync("GET", "/review/webshop/hugh/html")).Text();
        Assert.Contains("We are fine.", letter, StringComparison.Ordinal);
        Assert.Contains("Task t1", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Task t2", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_nobody_has_seen_in_the_letter_are_shown_before_they_go()
    {
        await using var site = await HeldAsync();
        var review = await site.SeeAsync("/review/webshop");
        review.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value = "One more thing.";

        var again = await site.FollowAsync(await site.PressAsync(review, "Release: send it"));

        Assert.Contains("Look at the letter once more", again.Words(), StringComparison.Ordinal);
        Assert.Empty((await site.LedgerAsync()).OfType<ReportReleased>());
        await site.FollowAsync(await site.PressAsync(again, "Release: send it"));
        Assert.Single((await site.LedgerAsync()).OfType<ReportReleased>());
    }

    [Fact]
    public async Task Fault_63_what_has_changed_since_it_was_looked_at_does_not_go()
    {
        await using var site = await HeldAsync();
        var looked = await site.SeeAsync("/review/webshop");
        await site.Runner.ApplyAsync("webshop", new EditAsked(site.Now, "2026-09-04", "Someone else's words", [], "bob"));

        var answer = await site.PressAsync(looked, "Release: send it");

        Assert.Equal(409, answer.Status);
        Assert.Contains("changed since you looked", answer.Page().Words(), StringComparison.Ordinal);
        Assert.Empty((await site.LedgerAsync()).OfType<ReportReleased>());
    }

    [Fact]
    public async Task It_can_be_discarded_with_a_reason()
    {
        await using var site = await HeldAsync();
        var review = await site.SeeAsync("/review/webshop");
        review.QuerySelector<IHtmlInputElement>("#reason")!.Value = "told them by phone";

        var ledger = await site.FollowAsync(await site.PressAsync(review, "Discard"));

        Assert.Contains("discarded the report of Fri 4 Sep 2026 (told them by phone)", ledger.Words(), StringComparison.Ordinal);
        Assert.Contains("No report waits for you", (await site.SeeAsync("/review/webshop")).Words(), StringComparison.Ordinal);
    }
}
