using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public abstract partial class LedgerStoreContract
{
    [Fact]
    public async Task Projects_come_in_ordinal_order()
    {
        foreach (var project in new[] { "b", "a-2", "a", "a-10" })
            await Store.AppendAsync(Append(project, 0, Chain(1)));

        Assert.Equal(["a", "a-10", "a-2", "b"], await Store.ProjectsAsync().ToListAsync());
        Assert.Equal(["a-2", "b"], await Store.ProjectsAsync("a-10").ToListAsync());
        Assert.Equal(["b"], await Store.ProjectsAsync("a-9").ToListAsync());
        Assert.Empty(await Store.ProjectsAsync("b").ToListAsync());
    }

    [Fact]
    public async Task The_project_that_has_waited_longest_is_due_first()
    {
        foreach (var (project, hours) in new[] { ("late", -1), ("later", -2), ("now", 0), ("tomorrow", 24) })
            await Store.AppendAsync(
                Append(project, 0, Chain(1)) with { NextDueAt = Now + Duration.FromHours(hours) });
        await Store.AppendAsync(Append("paused", 0, Chain(1)));

        Assert.Equal(["later", "late", "now"], await Store.DueAsync(Now, 10));
        Assert.Equal(["later"], await Store.DueAsync(Now, 1));
        Assert.Empty(await Store.DueAsync(Now - Duration.FromDays(1), 10));
    }

    [Fact]
    public async Task Every_decision_says_anew_when_the_project_is_due()
    {
        var events = Chain(2);
        await Store.AppendAsync(Append("alpha", 0, events[..1]) with { NextDueAt = Now });
        await Store.AppendAsync(Append("alpha", 1, []) with { NextDueAt = Later });
        Assert.Empty(await Store.DueAsync(Now, 10));
        Assert.Equal(Later, await Store.NextWakeAsync());

        await Store.AppendAsync(Append("alpha", 1, events[1..]));
        Assert.Null(await Store.NextWakeAsync());
    }

    [Fact]
    public async Task Projects_with_letters_left_are_told_the_longest_waiting_first()
    {
        await QueueAsync("late", Letter("late") with { NotBefore = Now - Duration.FromHours(1) });
        await QueueAsync("later", Letter("later") with { NotBefore = Now - Duration.FromHours(2) });
        await QueueAsync("tomorrow", Letter("tomorrow") with { NotBefore = Now + Duration.FromDays(1) });
        await Store.AppendAsync(Append("none", 0, Chain(1)));

        Assert.Equal(["later", "late"], await Store.UndeliveredAsync(Now, 10));
        Assert.Equal(["later"], await Store.UndeliveredAsync(Now, 1));

        await Store.ClaimAsync("later", Now, Lease, 10);
        Assert.Equal(["late"], await Store.UndeliveredAsync(Now, 10));
        Assert.Equal(["later", "late"], (await Store.UndeliveredAsync(Now + Lease, 10)).OrderDescending());
    }
}
