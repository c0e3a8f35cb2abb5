using Expectations.Core.Letters;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public abstract partial class LedgerStoreContract
{
    [Fact]
    public async Task A_letter_is_claimed_as_it_was_queued()
    {
        var letter = Letter("alpha") with { Expires = Later, IsRoutine = true };
        await QueueAsync("alpha", letter);

        var waiting = Assert.Single(await Store.OutboxAsync("alpha"));
        var claimed = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));

        Assert.Equal(letter.Mime.ToArray(), claimed.Mime.ToArray());
        Assert.Equal(letter with { Mime = default }, waiting);
        var row = claimed with { Mime = default };
        Assert.Equal(waiting with { State = OutboxState.Sending, Attempts = 1 }, row);
        Assert.Equal(row, Assert.Single(await Store.OutboxAsync("alpha")));
    }

    [Fact]
    public async Task A_letter_about_what_a_tool_names_with_slashes_is_claimed_and_withdrawn_like_any_other()
    {
        OutboxRow[] letters = [.. new[] { "ann", "ben" }.Select(person => Letter("alpha", person: person) with
        {
            Key = new("question", "milestone-jira:version/10001-1", person, 2),
        })];
        await QueueAsync("alpha", letters);

        await Store.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new("ben", RoutineOnly: false)] });

        Assert.Equal(letters[0].Key, Assert.Single(await Store.OutboxAsync("alpha")).Key);
        Assert.Equal(letters[0].Key, Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10)).Key);
    }

    [Fact]
    public async Task A_letter_does_not_leave_before_its_moment()
    {
        await QueueAsync("alpha", Letter("alpha") with { NotBefore = Later });

        Assert.Equal(Later, await Store.NextWakeAsync());
        Assert.Empty(await Store.ClaimAsync(null, Later - Duration.FromSeconds(1), Lease, 10));
        Assert.Single(await Store.ClaimAsync(null, Later, Lease, 10));
    }

    [Fact]
    public async Task Nobody_else_gets_a_claimed_letter_until_its_lease_has_run_out()
    {
        await QueueAsync("alpha", Letter("alpha"));
        var first = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));

        Assert.Empty(await Store.ClaimAsync(null, Now + Lease - Duration.FromSeconds(1), Lease, 10));
        Assert.Equal(Now + Lease, await Store.NextWakeAsync());
        var second = Assert.Single(await Store.ClaimAsync(null, Now + Lease, Lease, 10));

        Assert.Equal(2, second.Attempts);
        Assert.Equal(first.Mime.ToArray(), second.Mime.ToArray());
        Assert.Equal(first.MessageId, second.MessageId);
    }

    [Fact]
    public async Task Two_who_claim_at_once_share_the_letters()
    {
        await QueueAsync("alpha", [.. Enumerable.Range(0, 40).Select(i => Letter("alpha", person: $"p{i}"))]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => Store.ClaimAsync(null, Now, Lease, 5).AsTask())));

        Assert.All(claims, claim => Assert.Equal(5, claim.Count));
        Assert.Equal(40, claims.SelectMany(claim => claim).Select(letter => letter.Key).Distinct().Count());
    }

    [Fact]
    public async Task Letters_of_one_project_may_be_claimed_alone()
    {
        await QueueAsync("alpha", Letter("alpha"));
        await QueueAsync("beta", Letter("beta"));

        Assert.Equal("beta", Assert.Single(await Store.ClaimAsync("beta", Now, Lease, 10)).ProjectId);
        Assert.Equal("alpha", Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10)).ProjectId);
    }

    [Theory]
    [InlineData(OutboxState.Pending)]
    [InlineData(OutboxState.Ambiguous)]
    public async Task A_letter_put_back_goes_again_later_with_the_same_bytes(OutboxState state)
    {
        await QueueAsync("alpha", Letter("alpha"));
        var claimed = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));

        await Store.PutBackAsync(claimed, state, Later, "451 try later");

        var waiting = Assert.Single(await Store.OutboxAsync("alpha"));
        Assert.Equal(
            (state, Later, 1, "451 try later"),
            (waiting.State, waiting.NotBefore, waiting.Attempts, waiting.Detail));
        Assert.Equal(Later, await Store.NextWakeAsync());
        Assert.Empty(await Store.ClaimAsync(null, Now + Lease, Lease, 10));
        var again = Assert.Single(await Store.ClaimAsync(null, Later, Lease, 10));
        Assert.Equal(claimed.Mime.ToArray(), again.Mime.ToArray());
        Assert.Equal(2, again.Attempts);
    }

    [Fact]
    public async Task A_letter_that_may_have_arrived_stays_one_that_may_have_when_it_is_claimed_again()
    {
        await QueueAsync("alpha", Letter("alpha"));
        var claimed = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));
        await Store.PutBackAsync(claimed, OutboxState.Ambiguous, Now, "no answer");

        var again = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));
        await Store.PutBackAsync(again, OutboxState.Pending, Later, "451 try later");

        Assert.Equal((OutboxState.Sending, OutboxState.Ambiguous), (claimed.State, again.State));
        Assert.Equal("451 try later", Assert.Single(await Store.OutboxAsync("alpha")).Detail);
    }

    [Fact]
    public async Task A_letter_whose_lease_ran_out_may_have_arrived()
    {
        await QueueAsync("alpha", Letter("alpha"));
        await Store.ClaimAsync(null, Now, Lease, 10);

        Assert.Equal(
            OutboxState.Ambiguous, Assert.Single(await Store.ClaimAsync(null, Now + Lease, Lease, 10)).State);
    }

    [Fact]
    public async Task Who_lost_the_lease_cannot_put_the_letter_back()
    {
        await QueueAsync("alpha", Letter("alpha"));
        var slow = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));
        var quick = Assert.Single(await Store.ClaimAsync(null, Now + Lease, Lease, 10));

        await Store.PutBackAsync(slow, OutboxState.Pending, Now, "too late");

        Assert.Equal(quick with { Mime = default }, Assert.Single(await Store.OutboxAsync("alpha")));
    }

    [Fact]
    public async Task A_letter_cannot_be_put_back_as_being_sent()
    {
        await QueueAsync("alpha", Letter("alpha"));
        var claimed = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.PutBackAsync(claimed, OutboxState.Sending, Later, null).AsTask());
    }

    [Fact]
    public async Task A_letter_is_settled_once_and_a_second_end_of_it_writes_nothing()
    {
        var letter = Letter("alpha", "hugh");
        await Store.AppendAsync(Append("alpha", 0, Chain(1)) with { Letters = [letter] });
        var settling = Append("alpha", 1, Chain(2)[1..]) with { Settled = letter.Key };
        Assert.Equal(AppendResult.Appended, await Store.AppendAsync(settling));
        var again = Append("alpha", 2, Chain(3)[2..]) with { Settled = letter.Key };
        Assert.Equal(AppendResult.AlreadyKnown, await Store.AppendAsync(again));
        Assert.Equal(2, (await Store.LoadAsync("alpha"))!.Sequence);
    }

    [Fact]
    public async Task A_settled_letter_is_gone_and_its_key_never_queued_again()
    {
        var letter = Letter("alpha");
        await QueueAsync("alpha", letter);
        await Store.ClaimAsync(null, Now, Lease, 10);

        await Store.AppendAsync(Append("alpha", 1, Chain(2)[1..]) with { Settled = letter.Key });
        Assert.Empty(await Store.OutboxAsync("alpha"));
        Assert.Null(await Store.NextWakeAsync());

        await Store.AppendAsync(Append("alpha", 2, []) with { Letters = [letter] });
        Assert.Empty(await Store.OutboxAsync("alpha"));
    }

    [Fact]
    public async Task A_key_is_queued_once_and_a_higher_revision_is_another_key()
    {
        await QueueAsync("alpha", Letter("alpha"), Letter("alpha"));
        await Store.AppendAsync(Append("alpha", 1, []) with { Letters = [Letter("alpha")] });
        Assert.Single(await Store.OutboxAsync("alpha"));

        await Store.AppendAsync(Append("alpha", 1, []) with { Letters = [Letter("alpha", revision: 1)] });
        var waiting = await Store.OutboxAsync("alpha");
        Assert.Equal([0, 1], waiting.Select(letter => letter.Key.Revision).Order());
    }

    [Fact]
    public async Task The_same_key_in_two_projects_is_two_letters()
    {
        await QueueAsync("alpha", Letter("alpha"));
        await QueueAsync("beta", Letter("beta"));

        Assert.Equal(2, (await Store.ClaimAsync(null, Now, Lease, 10)).Count);
    }

    [Fact]
    public async Task A_letter_that_is_being_sent_is_not_withdrawn_but_goes_out_of_date()
    {
        await QueueAsync("alpha", Letter("alpha", person: "under-way"),
            Letter("alpha", person: "put-back") with { NotBefore = Now - Lease });
        var claimed = await Store.ClaimAsync(null, Now, Lease, 10);
        await Store.PutBackAsync(claimed[0], OutboxState.Ambiguous, Later, null);
        var decision = Append("alpha", 1, []) with { At = Later };
        await Store.AppendAsync(decision with { Letters = [Letter("alpha", person: "waiting")] });

        await Store.AppendAsync(decision with { Withdrawals = [new(null, RoutineOnly: false)] });

        var left = Assert.Single(await Store.OutboxAsync("alpha"));
        Assert.Equal(("under-way", (Instant?)Later), (left.Key.PersonId, left.Expires));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_that_is_sent_again_because_it_may_have_arrived_goes_out_of_date_as_well(bool wasPutBack)
    {
        await QueueAsync("alpha", Letter("alpha"));
        var claimed = Assert.Single(await Store.ClaimAsync(null, Now, Lease, 10));
        if (wasPutBack)
            await Store.PutBackAsync(claimed, OutboxState.Ambiguous, Now + Lease, "no answer");
        var again = Assert.Single(await Store.ClaimAsync(null, Now + Lease, Lease, 10));
        var decision = Append("alpha", 1, []) with { At = Now + Lease };

        await Store.AppendAsync(decision with { Withdrawals = [new(null, RoutineOnly: false)] });

        Assert.Equal(OutboxState.Ambiguous, again.State);
        Assert.Equal(Now + Lease, Assert.Single(await Store.OutboxAsync("alpha")).Expires);
        await Store.PutBackAsync(again, OutboxState.Ambiguous, Later, "no answer");
        await Store.AppendAsync(decision with { Withdrawals = [new(null, RoutineOnly: false)] });
        Assert.Empty(await Store.OutboxAsync("alpha"));
    }

    [Theory]
    [InlineData(null, true, null, "ann/notice ben/notice")]
    [InlineData("ann", true, null, "ann/notice ben/notice ben/report")]
    [InlineData("ann", false, null, "ben/notice ben/report")]
    [InlineData(null, false, null, "")]
    [InlineData(null, false, "notice", "ann/report ben/report")]
    [InlineData("ann", false, "notice", "ann/report ben/notice ben/report")]
    [InlineData(null, true, "notice", "ann/notice ann/report ben/notice ben/report")]
    public async Task Letters_are_withdrawn_by_person_routine_and_kind(string? person, bool routine, string? kind, string left)
    {
        await QueueAsync("alpha", [.. new[] { "ann", "ben" }.SelectMany(to => new[]
        {
            Letter("alpha", "report", to) with { IsRoutine = true },
            Letter("alpha", "notice", to),
        })]);
        await QueueAsync("beta", Letter("beta", "report", "ann") with { IsRoutine = true });

        await Store.AppendAsync(Append("alpha", 1, []) with { Withdrawals = [new(person, routine, kind)] });

        var rows = (await Store.OutboxAsync("alpha")).Select(row => $"{row.Key.PersonId}/{row.Key.Kind}");
        Assert.Equal(left, string.Join(' ', rows.Order(StringComparer.Ordinal)));
        Assert.Single(await Store.OutboxAsync("beta"));
    }

    [Fact]
    public async Task The_key_of_a_withdrawn_letter_is_never_queued_again()
    {
        await QueueAsync("alpha", Letter("alpha"));
        var decision = Append("alpha", 1, []);
        await Store.AppendAsync(decision with { Withdrawals = [new(null, RoutineOnly: false)] });

        await Store.AppendAsync(decision with { Letters = [Letter("alpha")] });

        Assert.Empty(await Store.OutboxAsync("alpha"));
    }

    [Fact]
    public async Task What_is_withdrawn_makes_room_for_what_the_same_decision_queues()
    {
        await QueueAsync("alpha", Letter("alpha"));

        await Store.AppendAsync(Append("alpha", 1, []) with
        {
            Withdrawals = [new(null, RoutineOnly: false)],
            Letters = [Letter("alpha", revision: 1)],
        });

        Assert.Equal(1, Assert.Single(await Store.OutboxAsync("alpha")).Key.Revision);
    }

    [Fact]
    public async Task The_next_wake_is_whatever_comes_first()
    {
        await Store.AppendAsync(Append("alpha", 0, Chain(1)) with { NextDueAt = Later });
        Assert.Equal(Later, await Store.NextWakeAsync());

        await QueueAsync("beta", Letter("beta") with { NotBefore = Later - Duration.FromHours(1) });
        Assert.Equal(Later - Duration.FromHours(1), await Store.NextWakeAsync());
    }

    [Fact]
    public async Task A_claim_takes_those_that_have_waited_longest()
    {
        await QueueAsync("alpha", [.. new[] { 3, 1, 2 }.Select(hours =>
            Letter("alpha", person: $"p{hours}") with { NotBefore = Now - Duration.FromHours(hours) })]);

        var claimed = await Store.ClaimAsync(null, Now, Lease, 2);

        Assert.Equal("p3 p2", string.Join(' ', claimed.Select(letter => letter.Key.PersonId)));
    }

    async Task QueueAsync(string project, params OutboxRow[] letters) => Assert.Equal(
        AppendResult.Appended,
        await Store.AppendAsync(Append(project, 0, Chain(1)) with { Letters = [.. letters] }));
}
