using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;
using Expectations.Storage;

namespace Expectations.Hosting.Tests.Ledgers;

public sealed class When_a_letter_lacks_what_it_must_say : ILetterPress
{
    readonly PlainPress press = new();

    [Fact]
    public async Task It_is_settled_in_the_very_commit_that_leaves_it_out()
    {
        await using var site = await Site.OpenAsync(A.Project with { Review = new ReviewRule { Hold = HoldWhen.Never } });
        var runner = new LedgerRunner(site.Store, this, site);
        var before = ((SqliteLedgerStore)site.Store).CommitCount;

        await runner.AdvanceAsync("webshop", A.FirstReport);

        Assert.Equal(before + 1, ((SqliteLedgerStore)site.Store).CommitCount);
        var events = await site.LedgerAsync();
        Assert.NotEmpty(events.OfType<ReportIssued>());
        Assert.Contains(events.OfType<LetterFailed>(), e => e.Outcome == LetterOutcome.Blocked);
        Assert.NotEmpty(press.Pressed);
        Assert.DoesNotContain(await site.Store.OutboxAsync("webshop"), row => row.Key.Kind == "report");
    }

    public ShownContent Show(Letter letter) => press.Show(letter);

    public FrozenLetter Press(Letter letter) => letter.Key.Kind == "report"
        ? throw new LetterBlockedException("a reason")
        : press.Press(letter);
}
