using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

/// <summary>What every store promises about facts that came in bytes of their own.</summary>
public abstract partial class LedgerStoreContract
{
    [Fact]
    public async Task Fault_10_the_same_identity_in_the_same_bytes_is_known()
    {
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(Told("alpha", 0, Chain(1), "one")));

        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(Told("alpha", 1, [], "one")));
    }

    [Fact]
    public async Task Fault_11_the_same_identity_in_other_bytes_is_a_contradiction_and_writes_nothing()
    {
        var events = Chain(2);
        await Store.AppendAsync(Told("alpha", 0, events[..1], "one"));

        Assert.Equal(AppendResult.Contradicted, await Store.AppendAsync(Told("alpha", 1, events[1..], "two")));

        AssertSame(events[..1], await Store.ReadAsync("alpha").ToListAsync());
    }

    [Fact]
    public async Task Another_project_may_be_told_under_the_same_identity()
    {
        await Store.AppendAsync(Told("alpha", 0, Chain(1), "one"));

        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(Told("beta", 0, Chain(1), "two")));
    }

    [Fact]
    public async Task A_fact_that_led_to_nothing_is_remembered_all_the_same()
    {
        var events = Chain(2);
        await Store.AppendAsync(Append("alpha", 0, events[..1]) with { NextDueAt = Later });
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(Told("alpha", 1, [], "one") with { NextDueAt = Later }));

        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(Told("alpha", 1, [], "one")));
        Assert.Equal(AppendResult.Contradicted, await Store.AppendAsync(Told("alpha", 1, [], "two")));
        Assert.Equal(Later, await Store.NextWakeAsync());
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(Append("alpha", 1, events[1..])));
        AssertSame(events, await Store.ReadAsync("alpha").ToListAsync());
    }

    [Fact]
    public async Task An_identity_known_without_bytes_is_known_whatever_it_comes_in()
    {
        await Store.AppendAsync(Append("alpha", 0, Chain(1)) with { FactId = "d-1" });

        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(Told("alpha", 1, [], "one")));
    }

    static LedgerAppend Told(string project, long expected, ImmutableArray<ChainedEvent> events, string bytes) =>
        Append(project, expected, events) with { FactId = "d-1", FactFingerprint = bytes };
}
