using System.Text;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;

namespace Expectations.Hosting.Tests.Delivery;

public sealed class When_letters_are_carried
{
    static readonly Attempt Later = new(AttemptResult.TryAgain, "The mail server is busy (450).");

    [Fact]
    public async Task All_that_may_leave_leaves_and_every_ledger_is_told()
    {
        var office = new PostOffice();
        var letters = Enumerable.Range(1, 100).Select(number => office.Post(number)).ToArray();

        var summary = await office.DeliverAsync();

        Assert.Equal(new DeliverySummary { Sent = 100 }, summary with { Stuck = [] });
        Assert.Empty(office.Outbox);
        Assert.Equal(
            letters.Select(letter => (letter.Key, letter.ContentHash)).ToHashSet(),
            office.Settled.Select(settled => (settled.Key, settled.ContentHash)).ToHashSet());
        Assert.All(office.Settled, settled => Assert.Equal(LetterOutcome.Sent, settled.Outcome));
    }

    [Fact]
    public async Task No_more_attempts_run_side_by_side_than_is_set()
    {
        var office = new PostOffice();
        int now = 0, most = 0;
        office.Outlet = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return new(AttemptResult.Accepted);
        };
        for (var number = 1; number <= 40; number++)
            office.Post(number);

        await office.DeliverAsync(settings: new CourierSettings { Concurrency = 3 });

        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task One_that_hangs_keeps_no_other_waiting()
    {
        var office = new PostOffice();
        var others = new TaskCompletionSource();
        var sent = 0;
        office.Outlet = async (letter, cancellation) =>
        {
            if (letter.Key.PersonId is "person-1")
                await others.Task.WaitAsync(TimeSpan.FromSeconds(20), cancellation);
            else if (Interlocked.Increment(ref sent) == 9)
                others.SetResult();
            return new(AttemptResult.Accepted);
        };
        for (var number = 1; number <= 10; number++)
            office.Post(number);

        var summary = await office.DeliverAsync(settings: new CourierSettings { Batch = 2, Concurrency = 2 });

        Assert.Equal(10, summary.Sent);
    }

    [Fact]
    public async Task Fault_57_many_projects_of_one_person_do_not_fill_the_mailbox_in_a_day()
    {
        var office = new PostOffice();
        var courier = office.Courier(new CourierSettings { RoutineLettersADay = 3, Concurrency = 4 });
        for (var number = 1; number <= 8; number++)
            office.Post(number, project: $"project-{number}", recipient: "Busy@client.example", routine: true);
        office.Post(9, recipient: "busy@client.example");

        await courier.DeliverAsync();
        Assert.Equal(4, office.Attempts.Count);
        office.Now += Duration.FromDays(1) + Duration.FromHours(1);
        await courier.DeliverAsync();
        Assert.Equal(7, office.Attempts.Count);
        Assert.Equal(2, office.Outbox.Count);
    }

    [Fact]
    public async Task Fault_57_not_even_when_the_process_starts_anew()
    {
        var folder = Directory.CreateTempSubdirectory("cap-").FullName;
        try
        {
            var office = new PostOffice();
            for (var start = 1; start <= 3; start++)
            {
                using var notes = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
                for (var number = 1; number <= 2; number++)
                    office.Post(10 * start + number, recipient: "busy@client.example", routine: true);
                await office.Courier(new CourierSettings { RoutineLettersADay = 3 }, notes).DeliverAsync();
            }

            Assert.Equal(3, office.Attempts.Count);
            Assert.All(office.Outbox, row => Assert.Equal(RecipientCap.Why, row.Detail));
            using var later = SqliteNotebook.Open(Path.Combine(folder, "notes.db"));
            office.Now += Duration.FromDays(1) + Duration.FromHours(1);
            await office.Courier(new CourierSettings { RoutineLettersADay = 3 }, later).DeliverAsync();
            Assert.Equal(6, office.Attempts.Count);
            await foreach (var (key, note) in later.ListAsync("letters-a-day"))
                Assert.DoesNotContain("busy", key + Encoding.UTF8.GetString(note), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Fault_57_a_letter_that_did_not_go_takes_no_place()
    {
        var office = new PostOffice();
        var courier = office.Courier(new CourierSettings { RoutineLettersADay = 1 });
        office.Post(1, recipient: "busy@client.example", routine: true);
        office.Outlet = (_, _) => Task.FromResult(new Attempt(AttemptResult.Refused, "550"));
        await courier.DeliverAsync();
        office.Outlet = (_, _) => Task.FromResult(new Attempt(AttemptResult.Accepted));
        office.Post(2, recipient: "busy@client.example", routine: true);
        await courier.DeliverAsync();
        Assert.Equal(2, office.Attempts.Count);
        Assert.Empty(office.Outbox);
    }

    [Fact]
    public async Task Fault_45_a_letter_whose_sender_was_killed_goes_again_with_the_same_bytes()
    {
        var office = new PostOffice();
        office.Post(1);
        // Nothing can be written after the outlet took the letter: as good as a kill between the two.
        office.LedgerTrouble = _ => new IOException("gone");
        office.OutboxTrouble = new IOException("gone");
        var killed = await office.DeliverAsync();
        (office.LedgerTrouble, office.OutboxTrouble) = (_ => null, null);

        var tooSoon = await office.DeliverAsync();
        office.Now += new CourierSettings().Lease;
        var afterwards = await office.DeliverAsync();

        Assert.True(killed.BrokenOff);
        Assert.Equal(0, tooSoon.Sent);
        Assert.Equal(1, afterwards.Sent);
        Assert.Equal(["Letter 1", "Letter 1"], office.Attempts.Select(attempt => attempt.Bytes));
        Assert.Equal(LetterOutcome.Sent, Assert.Single(office.Settled).Outcome);
    }

    [Fact]
    public async Task Fault_46_a_letter_that_breaks_the_outlet_holds_nobody_else_up_and_is_reported()
    {
        var office = new PostOffice();
        var poison = office.Post(1);
        office.Outlet = (letter, _) => letter.Key == poison.Key
            ? throw new InvalidOperationException($"cannot bear {letter.Recipient}")
            : Task.FromResult(new Attempt(AttemptResult.Accepted));
        office.Post(2);
        office.Post(3);

        var first = await office.DeliverAsync();
        var waits = new List<Duration>();
        var summary = first;
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            waits.Add(summary.NextRetry!.Value - office.Now);
            office.Now = summary.NextRetry!.Value;
            summary = await office.DeliverAsync();
        }

        Assert.Equal(2, first.Sent);
        Assert.Empty(first.Stuck);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0] * 20);
        var stuck = Assert.Single(summary.Stuck);
        Assert.Equal((poison.Key, 8), (stuck.Key, stuck.Attempts));
        Assert.Contains("InvalidOperationException", stuck.Detail, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Ambiguous, Assert.Single(office.Outbox).State);
        Assert.NotEmpty(office.Logged);
        Assert.All(office.Logged, line => Assert.DoesNotContain("person1@", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_49_a_letter_put_off_again_and_again_is_tried_until_it_is_out_of_date()
    {
        var office = new PostOffice { Outlet = (_, _) => Task.FromResult(Later) };
        var expires = office.Now + Duration.FromHours(6);
        office.Post(1, expires);

        var summary = await office.DeliverAsync();
        while (summary.NextRetry is { } retryAt)
        {
            office.Now = retryAt;
            summary = await office.DeliverAsync();
        }

        Assert.Equal(1, summary.Expired);
        Assert.Equal(expires, office.Now);
        var settled = Assert.Single(office.Settled);
        Assert.Equal(LetterOutcome.Expired, settled.Outcome);
        Assert.Contains("The mail server is busy (450).", settled.Detail, StringComparison.Ordinal);
        // 30 s, doubled up to an hour, in six hours: not a storm, and not a handful.
        Assert.InRange(office.Attempts.Count, 9, 14);
    }

    [Fact]
    public async Task A_letter_out_of_date_when_it_is_claimed_is_not_sent()
    {
        var office = new PostOffice();
        office.Post(1, expires: office.Now);

        var summary = await office.DeliverAsync();

        Assert.Equal(1, summary.Expired);
        Assert.Empty(office.Attempts);
    }

    [Theory]
    [InlineData(AttemptResult.Refused, LetterOutcome.Refused)]
    [InlineData(AttemptResult.LetterRefused, LetterOutcome.LetterRefused)]
    public async Task Fault_50_a_refusal_is_final_and_the_manager_gets_the_reason(
        AttemptResult result, LetterOutcome outcome)
    {
        var office = new PostOffice
        {
            Outlet = (_, _) => Task.FromResult(
                new Attempt(result, "The mail server said the mailbox does not exist (550).")),
        };
        office.Post(1);

        var summary = await office.DeliverAsync();

        Assert.Equal(1, summary.Refused);
        Assert.Null(summary.NextRetry);
        var settled = Assert.Single(office.Settled);
        Assert.Equal(outcome, settled.Outcome);
        Assert.Equal("The mail server said the mailbox does not exist (550).", settled.Detail);
        Assert.Empty(office.Outbox);
    }

    [Fact]
    public async Task Fault_51_a_letter_that_may_have_arrived_is_never_dropped_and_never_changed()
    {
        var office = new PostOffice
        {
            Outlet = (letter, _) => Task.FromResult(new Attempt(
                letter.Attempts <= 20 ? AttemptResult.Ambiguous : AttemptResult.Accepted, "No answer.")),
        };
        office.Post(1);

        var states = new List<OutboxState>();
        var summary = await office.DeliverAsync();
        while (summary.NextRetry is { } retryAt)
        {
            states.Add(Assert.Single(office.Outbox).State);
            office.Now = retryAt;
            summary = await office.DeliverAsync();
        }

        Assert.Equal(20, states.Count);
        Assert.All(states, state => Assert.Equal(OutboxState.Ambiguous, state));
        Assert.Equal(1, summary.Sent);
        Assert.Equal("Letter 1", Assert.Single(office.Attempts.Select(attempt => attempt.Bytes).Distinct()));
    }

    [Fact]
    public async Task Fault_51_a_letter_that_may_have_arrived_stays_one_that_may_have()
    {
        var office = new PostOffice
        {
            Outlet = (letter, _) => Task.FromResult(
                letter.Attempts is 1 ? new Attempt(AttemptResult.Ambiguous, "No answer.") : Later),
        };
        office.Post(1);

        office.Now = (await office.DeliverAsync()).NextRetry!.Value;
        await office.DeliverAsync();

        Assert.Equal(OutboxState.Ambiguous, Assert.Single(office.Outbox).State);
    }

    [Fact]
    public async Task Fault_56_a_letter_withdrawn_while_others_are_sent_is_not_sent()
    {
        // No check at the moment of sending is needed: each letter is claimed afresh, and a withdrawn one
        // is gone.
        var office = new PostOffice();
        office.Post(1);
        var unsubscribed = office.Post(2);
        office.Outlet = (_, _) =>
        {
            office.Withdraw(unsubscribed.Key);
            return Task.FromResult(new Attempt(AttemptResult.Accepted));
        };

        await office.DeliverAsync(settings: new CourierSettings { Batch = 1, Concurrency = 1 });

        Assert.Equal("Letter 1", Assert.Single(office.Attempts).Bytes);
        Assert.Empty(office.Outbox);
    }

    static void InterlockedMax(ref int most, int candidate)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < candidate)
            Interlocked.CompareExchange(ref most, candidate, seen);
    }
}
