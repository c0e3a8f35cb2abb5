namespace Expectations.Local.Demo;

/// <summary>Lives through weeks of virtual time: from one wake-up to the next, showing every day that passes.</summary>
sealed class TimeLapse(LocalEngine engine, VirtualClock clock)
{
    /// <summary>Lives until a moment.</summary>
    /// <param name="until">Where it ends.</param>
    /// <param name="day">How long a day takes to watch; zero goes as fast as the work allows.</param>
    /// <param name="passed">Told after each step how late it is.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public async Task LiveUntilAsync(
        Instant until, TimeSpan day, Func<Instant, Task> passed, CancellationToken cancellation)
    {
        while (clock.GetCurrentInstant() < until)
        {
            cancellation.ThrowIfCancellationRequested();
            var now = clock.GetCurrentInstant();
            var wake = await engine.Store.NextWakeAsync(cancellation) ?? until;
            var next = Instant.Min(until, Instant.Min(Instant.Max(now, wake), now + Duration.FromDays(1)));
            await Task.Delay(day * ((next - now).TotalDays), cancellation);
            clock.AdvanceTo(next);
            if (wake <= next)
                await RoundAsync(cancellation);
            await passed(next);
        }
    }

    async Task RoundAsync(CancellationToken cancellation)
    {
        var retry = await engine.Loop.RoundAsync(cancellation);
        // A round that could do nothing now must not keep the clock from going on.
        if (await engine.Store.NextWakeAsync(cancellation) <= clock.GetCurrentInstant())
            clock.AdvanceTo(retry ?? clock.GetCurrentInstant() + Duration.FromSeconds(10));
    }
}
