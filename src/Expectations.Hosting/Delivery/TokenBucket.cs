namespace Expectations.Hosting.Delivery;

/// <summary>Hands out so many tokens at once and then one every so often.</summary>
public sealed class TokenBucket
{
    readonly Lock _gate = new();
    readonly IClock _clock;
    readonly Duration _every;
    readonly Duration _burst;
    Instant _full;

    /// <summary>A full bucket.</summary>
    /// <param name="capacity">Most tokens it holds, at least 1.</param>
    /// <param name="every">Time in which one token comes back, more than zero.</param>
    /// <param name="clock">Tells the present.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public TokenBucket(int capacity, Duration every, IClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(every, Duration.Zero);
        _clock = clock;
        _every = every;
        _burst = every * (capacity - 1L);
        _full = Instant.MinValue;
    }

    /// <summary>Tokens there right now.</summary>
    public int Available
    {
        get
        {
            lock (_gate)
            {
                var spare = _burst - Debt(_clock.GetCurrentInstant());
                return spare < Duration.Zero ? 0 : (int)Math.Floor(spare / _every) + 1;
            }
        }
    }

    /// <summary>How long until a token is there; zero when one is.</summary>
    public Duration NextIn
    {
        get
        {
            lock (_gate)
                return Wait(_clock.GetCurrentInstant());
        }
    }

    /// <summary>Takes the next token, where it is there soon enough.</summary>
    /// <param name="patience">Longest acceptable wait.</param>
    /// <param name="wait">How long until the token is there: when taken, the caller waits that long.</param>
    /// <returns>Whether the token is the caller's.</returns>
    public bool TryTake(Duration patience, out Duration wait)
    {
        lock (_gate)
        {
            var now = _clock.GetCurrentInstant();
            wait = Wait(now);
            if (wait > patience)
                return false;
            _full = now + Debt(now) + _every;
            return true;
        }
    }

    // The bucket is kept as the moment at which it is full again: no timer, no count to go stale.
    Duration Debt(Instant now) => _full > now ? _full - now : Duration.Zero;

    Duration Wait(Instant now) => Duration.Max(Debt(now) - _burst, Duration.Zero);
}
