using System.Text;
using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages;

namespace Expectations.Hosting.Tests.Pages;

public sealed class When_a_client_opens_their_page
{
    static string Page(string person) => $"/client/{PersonSeal.Client.Write(Site.UnsubscribeKey, "webshop", person)}";

    static string Pulse(string person) => $"/pulse/{PersonSeal.Pulse.Write(Site.UnsubscribeKey, "webshop", person)}";

    static async Task<Site> DecidedAsync()
    {
        var site = await Site.OpenAsync(
            A.AskingProject with { Decisions = new DecisionRules { UndoMinutes = 0 } },
            settings: new WebSettings { UnsubscribeKey = Site.UnsubscribeKey });
        await DecideAsync(site, Choices.Sign);
        await site.Runner.ApplyAsync(A.Project.Id, new ChangeReceived(site.Now, A.Later(7), Release: true, "ann"));
        await DecideAsync(site, "extend");
        return site;
    }

    static async Task DecideAsync(Site site, string choice) => await site.FollowAsync(await site.PressAsync(
        (await site.SeeAsync(site.LinkOf("hugh"))).Type("choice", choice).Type("name", "Hugh H."), "Decide") is { Status: 303 } done
            ? done with { Headers = done.Headers.SetItem("Location", "/style.css") }
            : throw new InvalidOperationException("It was not decided."));

    [Fact]
    public async Task Promises_milestones_changes_and_decisions_are_there_and_nothing_can_be_pressed()
    {
        await using var site = await DecidedAsync();
        var page = await site.SeeAsync(Page("hugh"));
        foreach (var said in (string[])["Online by autumn", "Launch later", "chosen: Deliver later", "Hugh H.", "Fri 30 Oct 2026 → Fri 6 Nov 2026"])
            Assert.Contains(said, page.Words(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("button, form"));
    }

    [Fact]
    public async Task It_is_in_the_persons_language()
    {
        await using var site = await DecidedAsync();
        Assert.Contains("所有約定", (await site.SeeAsync(Page("mei"))).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_verifies_shows_what_is_theirs_and_no_addresses()
    {
        await using var site = await DecidedAsync();
        var record = (await site.AskAsync("GET", $"{Page("hugh")}/record")).Body.ToArray();
        var checkedRecord = await LedgerVerifier.VerifyAsync(new MemoryStream(record));
        Assert.True(checkedRecord.IsIntact, checkedRecord.Problem);
        Assert.InRange(checkedRecord.Withheld, 1, checkedRecord.Events - 1);

        var text = Encoding.UTF8.GetString(record);
        Assert.Contains("answer-given", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        for (var flipped = 0; flipped < record.Length; flipped += 97)
        {
            var bad = record.ToArray();
            bad[flipped] ^= 1;
            Assert.False((await LedgerVerifier.VerifyAsync(new MemoryStream(bad))).IsIntact, $"Byte {flipped} was flipped unseen.");
        }
    }

    [Fact]
    public async Task The_record_keeps_back_what_the_page_does()
    {
        await using var site = await DecidedAsync();
        var promise = new StatedPromise { Id = "users", Statement = "500 users at once", Origin = PromiseOrigin.SalesPromise };
        await site.Runner.ApplyAsync("webshop", new PromiseReceived(site.Now, promise, "Sally of sales"));

        Assert.Contains("500 users at once", (await site.SeeAsync(Page("hugh"))).Words(), StringComparison.Ordinal);
        var record = (await site.AskAsync("GET", $"{Page("hugh")}/record")).Body;
        Assert.True((await LedgerVerifier.VerifyAsync(new MemoryStream(record.ToArray()))).IsIntact);
        Assert.DoesNotContain("sales", Encoding.UTF8.GetString(record.Span), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/client/")]
    [InlineData("/pulse/")]
    public async Task A_link_of_another_purpose_or_key_leads_nowhere(string path)
    {
        await using var site = await DecidedAsync();
        foreach (var token in new[]
        {
            PersonSeal.Unsubscribe.Write(Site.UnsubscribeKey, "webshop", "hugh"), PersonSeal.Client.Write(new byte[32], "webshop", "hugh"), "x", "x.y",
        })
            Assert.Equal(404, (await site.AskAsync("GET", path + token)).Status);
    }

    [Fact]
    public async Task A_face_pressed_in_the_letter_counts_only_when_the_button_is()
    {
        await using var site = await DecidedAsync();
        var page = await site.SeeAsync(Pulse("hugh") + "?score=4");
        Assert.Empty((await site.LedgerAsync()).OfType<PulseGiven>());
        var done = await site.PressAsync(page.Type("words", "Going well"), "Send my answer");
        Assert.Contains("Thank you", done.Page().Words(), StringComparison.Ordinal);
        var given = Assert.Single((await site.LedgerAsync()).OfType<PulseGiven>());
        Assert.Equal((4, "Going well", "hugh"), (given.Score, given.Words, given.PersonId));
    }

    [Fact]
    public async Task Without_a_face_nothing_is_recorded()
    {
        await using var site = await DecidedAsync();
        Assert.Equal(400, (await site.PressAsync(await site.SeeAsync(Pulse("hugh")), "Send my answer")).Status);
        Assert.Empty((await site.LedgerAsync()).OfType<PulseGiven>());
    }
}
