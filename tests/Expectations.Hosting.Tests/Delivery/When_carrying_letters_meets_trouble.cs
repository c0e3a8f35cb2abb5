using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Tests.Delivery;

public sealed class When_carrying_letters_meets_trouble
{
    [Fact]
    public async Task Fault_41_nothing_more_is_sent_once_outcomes_cannot_be_written()
    {
        var office = new PostOffice { LedgerTrouble = _ => new IOException("No space left on device") };
        office.OutboxTrouble = new IOException("No space left on device");
        for (var number = 1; number <= 100; number++)
            office.Post(number);

        var summary = await office.DeliverAsync(settings: new CourierSettings { Concurrency = 2 });

        Assert.True(summary.BrokenOff);
        Assert.InRange(office.Attempts.Count, 1, 2);
        Assert.Equal(100, office.Outbox.Count);
        Assert.Contains(
            office.Logged, line => line.Contains("Check that the storage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ledger_that_takes_no_outcome_holds_no_other_project_up()
    {
        var office = new PostOffice
        {
            LedgerTrouble = project => project is "broken" ? new InvalidOperationException("chain broken") : null,
        };
        office.Post(1, project: "broken");
        office.Post(2);

        var summary = await office.DeliverAsync();

        Assert.False(summary.BrokenOff);
        Assert.Equal((1, 1), (summary.Sent, summary.PutBack));
        Assert.Equal(OutboxState.Ambiguous, Assert.Single(office.Outbox).State);
    }

    [Fact]
    public async Task A_letter_whose_bytes_are_lost_is_not_sent_and_its_project_hears_of_it()
    {
        var office = new PostOffice();
        office.Post(1, mime: []);
        office.Post(2);

        await office.DeliverAsync();

        Assert.Equal("person-2", Assert.Single(office.Attempts).Letter.Key.PersonId);
        Assert.Contains(office.Settled, s => s is { Outcome: LetterOutcome.LetterRefused, Key.PersonId: "person-1" });
    }

    [Fact]
    public async Task A_letter_is_not_tried_sooner_than_the_outlet_asked()
    {
        var office = new PostOffice();
        office.Outlet = (_, _) => Task.FromResult(
            new Attempt(AttemptResult.TryAgain, "Too busy.", Duration.FromMinutes(20)));
        office.Post(1);

        var summary = await office.DeliverAsync();

        Assert.InRange(
            summary.NextRetry!.Value - office.Now, Duration.FromMinutes(20), Duration.FromMinutes(24));
    }

    [Fact]
    public async Task Stopping_records_what_is_under_way_and_puts_the_rest_back_unharmed()
    {
        var office = new PostOffice();
        using var stop = new CancellationTokenSource();
        office.Outlet = async (letter, cancellation) =>
        {
            await stop.CancelAsync();
            return letter.Key.PersonId is "person-1"
                ? new(AttemptResult.Accepted)
                : throw new OperationCanceledException(cancellation);
        };
        for (var number = 1; number <= 5; number++)
            office.Post(number);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => office.DeliverAsync(settings: new CourierSettings { Concurrency = 1 }, cancellation: stop.Token));

        Assert.Equal("person-1", Assert.Single(office.Settled).Key.PersonId);
        Assert.Equal(4, office.Outbox.Count);
        Assert.All(office.Outbox, row => Assert.Equal((OutboxState.Pending, office.Now), (row.State, row.NotBefore)));
    }

    [Fact]
    public async Task A_letter_whose_lease_is_half_over_goes_back_instead_of_out()
    {
        var office = new PostOffice();
        var slow = true;
        office.Outlet = (_, _) =>
        {
            office.Now += slow ? Duration.FromSeconds(70) : Duration.Zero;
            slow = false;
            return Task.FromResult(new Attempt(AttemptResult.Accepted));
        };
        office.Post(1);
        office.Post(2);

        var summary = await office.DeliverAsync(settings: new CourierSettings { Concurrency = 1 });

        Assert.Equal((2, 1), (summary.Sent, summary.PutBack));
        Assert.Equal(2, office.Attempts.Count);
    }

    [Fact]
    public async Task What_can_be_watched_from_outside_names_no_address()
    {
        var told = new ConcurrentQueue<string>();
        using var meter = Meter((name, tags) => told.Enqueue($"{name} {tags}"));
        using var traces = Traces(activity => told.Enqueue(
            $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
        var office = new PostOffice();
        office.Post(1, project: "watched");

        await office.DeliverAsync();

        Assert.Contains(told, line => line.Contains("expectations.letter.attempts", StringComparison.Ordinal)
            && line.Contains("Accepted", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("expectations.letter.duration", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("expectations.project=watched", StringComparison.Ordinal));
        Assert.All(told, line => Assert.DoesNotContain("@", line, StringComparison.Ordinal));
    }

    static MeterListener Meter(Action<string, string> record)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name is "Expectations")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, _, tags, _) => record(i.Name, Text(tags)));
        listener.SetMeasurementEventCallback<double>((i, _, tags, _) => record(i.Name, Text(tags)));
        listener.Start();
        return listener;
    }

    static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));

    static ActivityListener Traces(Action<Activity> record)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Expectations",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = record,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
