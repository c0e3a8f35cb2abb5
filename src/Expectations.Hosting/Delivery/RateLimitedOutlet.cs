using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Lets no more letters through to an outlet than its quota allows; the others wait, none is dropped.
/// </summary>
/// <param name="inner">The outlet with the quota.</param>
/// <param name="bucket">The quota.</param>
/// <param name="time">Waits for tokens; none waits in real time.</param>
public sealed class RateLimitedOutlet(IOutlet inner, TokenBucket bucket, TimeProvider? time = null) : IOutlet
{
    // Well inside the courier's lease; whoever would wait longer goes back into the outbox.
    static readonly Duration Patience = Duration.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Headroom Headroom
    {
        get
        {
            var room = inner.Headroom;
            return room.Letters <= 0 ? room
                : bucket.Available is > 0 and var free ? new(Math.Min(free, room.Letters))
                : new(0, bucket.NextIn);
        }
    }

    /// <inheritdoc/>
    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        if (!bucket.TryTake(Patience, out var wait))
            return new(AttemptResult.TryAgain, $"Waits for the quota of {Name}.", wait);
        if (wait > Duration.Zero)
            await Task.Delay(wait.ToTimeSpan(), time ?? TimeProvider.System, cancellation);
        return await inner.DeliverAsync(letter, cancellation);
    }
}
