namespace Expectations.Local;

/// <summary>
/// Notices a clock that leaps ahead, as a wrongly set one does, and keeps it waiting: what was decided on a wrong date
/// cannot be taken back, while a machine that really slept for weeks loses ten minutes.
/// </summary>
sealed class ClockGuard(IClock clock, TimeProvider time, ILogger logger)
{
    /// <summary>Leap from which on the clock is doubted.</summary>
    static readonly Duration Believable = Duration.FromHours(12);

    static readonly TimeSpan Quarantine = TimeSpan.FromMinutes(10);

    readonly Lock gate = new();
    Instant lastSeen = clock.GetCurrentInstant();
    long lastTicks = time.GetTimestamp();
    long? doubtedSince;

    /// <summary>Whether what the clock says can be acted on now; may be asked from several sides.</summary>
    public bool IsBelievable()
    {
        lock (gate)
            return IsBelievableNow();
    }

    bool IsBelievableNow()
    {
        if (doubtedSince is { } since)
            return HasLasted(since) || IsBack();
        var now = clock.GetCurrentInstant();
        var leap = now - lastSeen - Duration.FromTimeSpan(time.GetElapsedTime(lastTicks));
        if (leap <= Believable)
            return Believe(now);
        doubtedSince = time.GetTimestamp();
        logger.LogCritical(
            "The clock leapt ahead by {Leap} to {Now}. Nothing is decided for ten minutes; mend it if it is wrong.",
            leap, now);
        return false;
    }

    bool HasLasted(long since) => time.GetElapsedTime(since) >= Quarantine && Believe(clock.GetCurrentInstant());

    bool IsBack() => clock.GetCurrentInstant() - lastSeen <= Believable && Believe(clock.GetCurrentInstant());

    bool Believe(Instant now)
    {
        doubtedSince = null;
        lastSeen = now;
        lastTicks = time.GetTimestamp();
        return true;
    }
}
