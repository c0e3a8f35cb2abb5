using Expectations.Core;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Hosting.Tests.Pages;

public class When_the_manager_holds_the_next_report
{
    [Fact]
    public async Task The_outbox_offers_it_once_for_the_next_report_only()
    {
        await using var site = await Site.OpenAsync();

        var outbox = await site.SeeAsync("/outbox");

        Assert.Single(outbox.QuerySelectorAll("button"), b => b.TextContent == "Hold this report");
        Assert.Contains("Progress report of Fri 4 Sep 2026 to Hugh Harbour", outbox.Words(), StringComparison.Ordinal);
        Assert.Contains("every Friday at 09:00", outbox.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_in_the_ledger_before_the_answer_and_the_outbox_says_so()
    {
        await using var site = await Site.OpenAsync();

        var answer = await site.PressAsync(await site.SeeAsync("/outbox"), "Hold this report");

        Assert.Equal("2026-09-04", Assert.Single((await site.LedgerAsync()).OfType<HoldPlaced>()).Period);
        Assert.Equal(1, site.Bell.Rings);
        var outbox = (await site.FollowAsync(answer)).Words();
        Assert.Contains("that report will wait for you", outbox, StringComparison.Ordinal);
        Assert.Contains("Report of Fri 4 Sep 2026 waits for you you asked to see it first", outbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_on_the_review_page_when_it_is_due_and_goes_when_released()
    {
        await using var site = await Site.OpenAsync();
        await site.PressAsync(await site.SeeAsync("/outbox"), "Hold this report");
        await site.ReachAsync(A.FirstReport);
        Assert.Contains("Review it", (await site.SeeAsync("/")).Words(), StringComparison.Ordinal);

        var review = await site.SeeAsync("/review/webshop");
        Assert.Contains("You asked to see it first", review.Words(), StringComparison.Ordinal);
        var ledger = await site.FollowAsync(await site.PressAsync(review, "Release: send it"));

        Assert.Contains("manager released the report of Fri 4 Sep 2026 to Hugh Harbour, Mei Lin.", ledger.Words(), StringComparison.Ordinal);
        var outbox = await site.Store.OutboxAsync("webshop");
        Assert.Equal(["hugh", "mei"], outbox.Where(l => l.Key.Kind == "report").Select(l => l.Key.PersonId).Order());
    }

    [Fact]
    public async Task A_report_that_has_gone_is_refused_with_the_reason()
    {
        await using var site = await Site.OpenAsync();
        await site.ReachAsync(A.FirstReport - Duration.FromHours(1));
        var outbox = await site.SeeAsync("/outbox");
        await site.ReachAsync(A.FirstReport);

        var answer = await site.PressAsync(outbox, "Hold this report");

        Assert.Equal(409, answer.Status);
        Assert.Contains("Only the next report can be held", answer.Page().Words(), StringComparison.Ordinal);
    }
}
