using Expectations.Core;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;

namespace Expectations.Hosting.Tests.Ledgers;

public class When_a_caller_hangs_up
{
    [Fact]
    public async Task What_was_written_is_known_all_the_same()
    {
        await using var site = await Site.OpenAsync();
        var runner = new LedgerRunner(site.Store, new PlainPress(), site);
        await runner.StateAsync("webshop");
        using var gone = new CancellationTokenSource();

        var pausing = runner.ApplyAsync("webshop", new PauseAsked(site.Now, "ann", ""), gone.Token);
        await gone.CancelAsync();
        await Record.ExceptionAsync(() => pausing);

        var written = CachedLedger.From((await site.Store.LoadAsync("webshop"))!).State.Paused;
        Assert.Equal(written, (await runner.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task Pages_asked_for_beside_decisions_never_bring_an_old_state_back()
    {
        await using var site = await Site.OpenAsync();
        for (var turn = 0; turn < 50; turn++)
        {
            var runner = new LedgerRunner(site.Store, new PlainPress(), site);
            Fact fact = turn % 2 == 0 ? new PauseAsked(site.Now, "ann", "") : new ResumeAsked(site.Now, "ann");
            await Task.WhenAll(
                Task.Run(() => runner.ApplyAsync("webshop", fact)),
                Task.Run(async () => await runner.StateAsync("webshop")),
                Task.Run(async () => await runner.StateAsync("webshop")));
            Assert.Equal(turn % 2 == 0, (await runner.StateAsync("webshop")).Paused);
        }
    }
}
