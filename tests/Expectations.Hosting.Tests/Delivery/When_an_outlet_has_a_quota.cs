using Expectations.Hosting.Delivery;

namespace Expectations.Hosting.Tests.Delivery;

public sealed class When_an_outlet_has_a_quota
{
    [Fact]
    public async Task Letters_over_the_quota_are_not_even_claimed_and_none_is_lost()
    {
        var office = new PostOffice();
        var outlet = new RateLimitedOutlet(office, new TokenBucket(2, Duration.FromMinutes(1), office));
        for (var number = 1; number <= 5; number++)
            office.Post(number);

        var summary = await office.DeliverAsync(outlet);

        Assert.Equal((2, 0), (summary.Sent, summary.PutBack));
        Assert.Equal(office.Now + Duration.FromMinutes(1), summary.NextRetry);
        Assert.All(office.Outbox, row => Assert.Equal(0, row.Attempts));

        for (var sent = 2; sent < 5; sent++)
        {
            office.Now = summary.NextRetry!.Value;
            summary = await office.DeliverAsync(outlet);
            Assert.Equal(1, summary.Sent);
        }
        Assert.Empty(office.Outbox);
    }

    [Fact]
    public async Task A_letter_that_would_wait_too_long_is_told_when_to_come_again()
    {
        var office = new PostOffice();
        var outlet = new RateLimitedOutlet(office, new TokenBucket(1, Duration.FromHours(1), office));
        var letter = office.Post(1);
        await outlet.DeliverAsync(letter);

        var attempt = await outlet.DeliverAsync(letter);

        Assert.Equal((AttemptResult.TryAgain, Duration.FromHours(1)), (attempt.Result, attempt.RetryAfter));
        Assert.Single(office.Attempts);
    }

    [Fact]
    public async Task A_letter_that_waits_a_moment_goes_when_its_token_is_there()
    {
        var office = new PostOffice();
        var outlet = new RateLimitedOutlet(office, new TokenBucket(1, Duration.FromMilliseconds(20), office));
        var letter = office.Post(1);
        await outlet.DeliverAsync(letter);

        var attempt = await outlet.DeliverAsync(letter);

        Assert.Equal(AttemptResult.Accepted, attempt.Result);
    }

    [Fact]
    public async Task What_holds_the_outlet_itself_up_counts_before_the_quota()
    {
        var office = new PostOffice();
        var inner = new ClosedOutlet(Duration.FromSeconds(25));
        office.Post(1);

        var summary = await office.DeliverAsync(
            new RateLimitedOutlet(inner, new TokenBucket(9, Duration.FromSeconds(1), office)));

        Assert.Equal(office.Now + Duration.FromSeconds(25), summary.NextRetry);
        Assert.Equal(0, Assert.Single(office.Outbox).Attempts);
    }

    [Fact]
    public void A_bucket_fills_up_to_its_capacity_and_no_further()
    {
        var clock = new PostOffice();
        var bucket = new TokenBucket(3, Duration.FromSeconds(10), clock);
        for (var taken = 0; taken < 3; taken++)
            Assert.True(bucket.TryTake(Duration.Zero, out _));
        Assert.False(bucket.TryTake(Duration.Zero, out var wait));
        Assert.Equal(Duration.FromSeconds(10), wait);

        clock.Now += Duration.FromSeconds(25);
        Assert.Equal(2, bucket.Available);
        clock.Now += Duration.FromDays(1);
        Assert.Equal(3, bucket.Available);
        clock.Now -= Duration.FromDays(2);
        Assert.Equal(3, new TokenBucket(3, Duration.FromSeconds(10), clock).Available);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_quota_of_nothing_is_refused(int capacity, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TokenBucket(capacity, Duration.FromSeconds(seconds), new PostOffice()));

    sealed class ClosedOutlet(Duration wait) : IOutlet
    {
        public string Name => "closed";

        public Headroom Headroom => new(0, wait);

        public Task<Attempt> DeliverAsync(
            Expectations.Hosting.Ledgers.OutboxRow letter, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("Nobody should have asked.");
    }
}
