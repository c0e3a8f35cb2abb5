using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Expectations.Core;
using Expectations.Core.Calendars;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Tests.Pages;

public class When_the_ledger_is_read
{
    [Fact]
    public async Task Every_event_is_a_sentence_newest_first()
    {
        await using var site = await Site.OpenAsync();
        await site.ReachAsync(A.FirstReport);

        var page = await site.SeeAsync("/ledger/webshop");
        var sentences = page.QuerySelectorAll(".events > li > p").Select(p => p.TextContent).ToList();

        Assert.Equal((await site.LedgerAsync()).Count, sentences.Count);
        Assert.Equal("The report of Fri 4 Sep 2026 went out to Hugh Harbour, Mei Lin: On track.", sentences[0]);
        Assert.Equal("Web shop relaunch was registered for Harbour & Sons; baseline 1 is agreed.", sentences[^1]);
        Assert.Contains("2026, 09:00", page.QuerySelector(".events time")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_events_are_a_page_away_and_none_is_left_out()
    {
        await using var site = await Site.OpenAsync();
        for (var i = 0; i < 60; i++)
        {
            await site.Runner.ApplyAsync("webshop", new PauseAsked(site.Now, "bob", $"round {i}"));
            await site.Runner.ApplyAsync("webshop", new ResumeAsked(site.Now, "bob"));
        }
        var first = await site.SeeAsync("/ledger/webshop");
        var second = await site.SeeAsync(first.QuerySelectorAll("a.button").Single(a => a.TextContent == "Older events").GetAttribute("href")!);

        Assert.Equal(
            Enumerable.Range(1, (await site.LedgerAsync()).Count).Reverse().Select(n => $"event-{n}"),
            first.QuerySelectorAll(".events > li").Concat(second.QuerySelectorAll(".events > li")).Select(li => li.Id!));
    }

    [Fact]
    public async Task The_download_verifies_offline_and_ends_in_the_hash_shown()
    {
        await using var site = await Site.OpenAsync();

        var export = await site.AskAsync("GET", "/ledger/webshop/export");
        using var stream = new MemoryStream(export.Body.ToArray());
        var verified = await LedgerVerifier.VerifyAsync(stream);

        Assert.True(verified.IsIntact, verified.Problem);
        Assert.Contains(verified.Head, (await site.SeeAsync("/ledger/webshop")).Words(), StringComparison.Ordinal);
        Assert.Equal("attachment; filename=\"webshop.ndjson\"", export.Headers["Content-Disposition"]);
    }

    [Fact]
    public void No_kind_of_event_is_without_words()
    {
        var kinds = typeof(LedgerEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType);

        Assert.All(kinds, kind =>
        {
            // Empty as it is, it may fail on what it lacks, but not for lack of words.
            var empty = (LedgerEvent)RuntimeHelpers.GetUninitializedObject(kind);
            Assert.IsNotType<UnreachableException>(Record.Exception(() => EventSentences.Of(empty, null)));
        });
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "every Friday at 09:00")]
    [InlineData("FREQ=WEEKLY", "every Friday at 09:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday at 09:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15 at 09:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day at 09:00")]
    [InlineData("FREQ=DAILY", "every day at 09:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO", "by the rule FREQ=MONTHLY;BYDAY=1MO at 09:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;COUNT=3", "by the rule FREQ=WEEKLY;BYDAY=FR;COUNT=3 at 09:00")]
    public void A_cadence_is_told_in_words_or_as_it_is(string rule, string words) =>
        Assert.Equal(words, CadenceWords.Of(new Cadence { Rule = rule, Start = new LocalDateTime(2026, 9, 4, 9, 0) }));
}
