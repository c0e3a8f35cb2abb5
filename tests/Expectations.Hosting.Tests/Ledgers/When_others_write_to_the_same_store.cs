using Expectations.Core;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;

namespace Expectations.Hosting.Tests.Ledgers;

public class When_others_write_to_the_same_store
{
    [Fact]
    public async Task A_decision_begins_with_what_they_wrote()
    {
        await using var site = await Site.OpenAsync();
        var (here, elsewhere) = (Runner(site, othersWrite: true), Runner(site, othersWrite: true));
        Assert.False((await here.StateAsync("webshop")).Paused);

        await elsewhere.ApplyAsync("webshop", new PauseAsked(site.Now, "ann", ""));

        Assert.True((await here.StateAsync("webshop")).Paused);
        // With the state last seen here, resuming would decide nothing, and nothing would tell.
        await here.ApplyAsync("webshop", new ResumeAsked(site.Now, "ann"));
        Assert.False((await elsewhere.StateAsync("webshop")).Paused);
    }

    [Fact]
    public async Task Who_is_alone_need_not_read_again()
    {
        await using var site = await Site.OpenAsync();
        var (alone, stranger) = (Runner(site, othersWrite: false), Runner(site, othersWrite: true));
        await alone.StateAsync("webshop");

        await stranger.ApplyAsync("webshop", new PauseAsked(site.Now, "ann", ""));

        Assert.False((await alone.StateAsync("webshop")).Paused);
    }

    static LedgerRunner Runner(Site site, bool othersWrite) => new(site.Store, new PlainPress(), site, othersWrite);
}
