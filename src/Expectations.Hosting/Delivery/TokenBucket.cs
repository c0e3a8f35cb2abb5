namespace Expectations.Hosting.Delivery;

/// <summary>Hands out so many tokens at once and then one every so often.</summary>
public sealed class TokenBucket
{
    readonly Lock gate = new();
    readonly IClock time;
    readonly Duration interval;
    readonly Duration burst;
    Instant fullAt;

    /// <summary>A full bucket.</summary>
    /// <param name="capacity">Most tokens it holds, at least 1.</param>
    /// <param name="every">Time in which one token comes back, more than zero.</param>
    /// <param name="clock">Tells the present.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public TokenBucket(int capacity, Duration every, IClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, Duration.Zero);
        time = clock;
        interval = every;
        burst = every * (capacity - 1L);
        fullAt = Instant.MinValue;
    }

    /// <summary>Tokens there right now.</summary>
    public int Available
    {
        get
        {
            lock (gate)
            {
                var spare = burst - Debt(time.GetCurrentInstant());
                return spare < Duration.Zero ? 0 : (int)Math.Floor(spare / interval) + 1;
            }
        }
    }

    /// <summary>How long until a token is there; zero when one is.</summary>
    public Duration NextIn
    {
        get
        {
            lock (gate)
                return Wait(time.GetCurrentInstant());
        }
    }

    /// <summary>Takes the next token, where it is there soon enough.</summary>
    /// <param name="patience">Longest acceptable wait.</param>
    /// <param name="wait">How long until the token is there: when taken, the caller waits that long.</param>
    /// <returns>Whether the token is the caller's.</returns>
    public bool TryTake(Duration patience, out Duration wait)
    {
        lock (gate)
        {
            var now = time.GetCurrentInstant();
            wait = Wait(now);
            if (wait > patience)
                return false;
            fullAt = now + Debt(now) + interval;
            return true;
        }
    }

    // The bucket is kept as the moment at which it is full again: no timer, no count to go stale.
    Duration Debt(Instant now) => fullAt > now ? fullAt - now : Duration.Zero;

    Duration Wait(Instant now) => Duration.Max(Debt(now) - burst, Duration.Zero);
}
