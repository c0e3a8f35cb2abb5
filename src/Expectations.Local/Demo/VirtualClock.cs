namespace Expectations.Local.Demo;

/// <summary>A clock that stands still until it is set. It never goes back.</summary>
sealed class VirtualClock(Instant start) : IClock
{
    long ticks = start.ToUnixTimeTicks();

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Volatile.Read(ref ticks));

    /// <summary>Sets the clock to a later moment; an earlier one changes nothing.</summary>
    public void AdvanceTo(Instant moment)
    {
        var target = moment.ToUnixTimeTicks();
        for (var now = Volatile.Read(ref ticks); now < target; now = Volatile.Read(ref ticks))
            if (Interlocked.CompareExchange(ref ticks, target, now) == now)
                return;
    }

    /// <summary>Lets the clock go on at its natural pace until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var from = GetCurrentInstant();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await timer.WaitForNextTickAsync(cancellation))
            AdvanceTo(from + Duration.FromTimeSpan(watch.Elapsed));
    }
}
