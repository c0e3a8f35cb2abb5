namespace Expectations.Hosting.Pages;

/// <summary>Remembers when all due projects were last looked after, for the health page.</summary>
public sealed class SweepWatch
{
    long lastTicks;

    /// <summary>When the last sweep ended; none before the first.</summary>
    public Instant? Last =>
        Interlocked.Read(ref lastTicks) is not 0 and var ticks ? Instant.FromUnixTimeTicks(ticks) : null;

    /// <summary>Notes that a sweep has ended.</summary>
    public void Note(Instant at) => Interlocked.Exchange(ref lastTicks, at.ToUnixTimeTicks());
}
