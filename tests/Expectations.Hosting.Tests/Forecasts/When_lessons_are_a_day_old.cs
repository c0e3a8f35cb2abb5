using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;

namespace Expectations.Hosting.Tests.Forecasts;

public class When_lessons_are_a_day_old
{
    static readonly LocalDate Monday = new(2026, 9, 7);

    [Fact]
    public async Task They_serve_on_until_new_ones_are_learned()
    {
        await using var site = await Site.OpenAsync();
        using var experience = new Experience(site.Store);
        var first = await experience.AsOfAsync(Monday, default);
        Assert.Same(first, await experience.AsOfAsync(Monday.PlusDays(1), default));

        await experience.RenewAsync(Monday.PlusDays(1), default);

        var second = await experience.AsOfAsync(Monday.PlusDays(2), default);
        Assert.Equal(Monday.PlusDays(1), second.On);
        await experience.RenewAsync(Monday.PlusDays(1), default);
        Assert.Same(second, await experience.AsOfAsync(Monday.PlusDays(1), default));
    }

    [Fact]
    public async Task Older_ones_do_not_serve()
    {
        await using var site = await Site.OpenAsync();
        using var experience = new Experience(site.Store);
        await experience.AsOfAsync(Monday, default);
        Assert.Equal(Monday.PlusDays(2), (await experience.AsOfAsync(Monday.PlusDays(2), default)).On);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_keeps_nobody_from_learning()
    {
        await using var site = await Site.OpenAsync();
        var broken = LedgerChain.Extend(0, LedgerChain.Origin, [new Core.ProjectPaused(A.Registration, "ann", "")])[0] with
        {
            Bytes = """{"event":"of-a-newer-version"}"""u8.ToArray(),
        };
        await site.Store.AppendAsync(new LedgerAppend
        {
            ProjectId = "broken",
            ExpectedSequence = 0,
            At = A.Registration,
            Events = [broken],
        });
        await Assert.ThrowsAnyAsync<Exception>(async () => await site.Runner.StateAsync("broken"));
        using var experience = new Experience(site.Store);
        Assert.Equal(Monday, (await experience.AsOfAsync(Monday, default)).On);
    }
}
