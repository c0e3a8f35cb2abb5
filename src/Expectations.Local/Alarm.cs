using System.Threading.Channels;

namespace Expectations.Local;

/// <summary>Lets a loop sleep until a moment, or until somebody rings.</summary>
sealed class Alarm(IClock clock)
{
    readonly Channel<byte> bell = Channel.CreateBounded<byte>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Ends the sleep; the next one where nobody sleeps now.</summary>
    public void Ring() => bell.Writer.TryWrite(0);

    /// <summary>Sleeps.</summary>
    public async Task SleepAsync(Instant until, CancellationToken cancellation)
    {
        var span = until - clock.GetCurrentInstant();
        if (span <= Duration.Zero)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(span.ToTimeSpan());
        try
        {
            await bell.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }
}
