namespace Expectations.Integrations.Plans;

/// <summary>
/// Keeps a tenant that asked for patience from being asked by every project in turn: nothing is sent until the
/// wait is over, and then by one reading at a time until one succeeds.
/// </summary>
sealed class TenantBreaker
{
    static readonly Duration FirstWait = Duration.FromSeconds(30);
    static readonly Duration LongestWait = Duration.FromMinutes(15);
    static readonly Duration ProbeTime = Duration.FromSeconds(30);

    readonly Lock gate = new();
    Instant until = Instant.MinValue;
    Instant probeUntil = Instant.MinValue;
    int storms;

    /// <summary>How long to wait still; none lets the reading through.</summary>
    public Duration? WaitAt(Instant now)
    {
        lock (gate)
        {
            var closedUntil = Instant.Max(until, probeUntil);
            if (now < closedUntil)
                return closedUntil - now;
            if (storms > 0)
                probeUntil = now + ProbeTime;
            return null;
        }
    }

    /// <summary>Notes that the tenant asked for patience.</summary>
    /// <returns>How long nothing will be sent.</returns>
    public Duration Throttled(Instant now, Duration? asked)
    {
        lock (gate)
        {
            // Readings that were under way together are one storm, and do not make it worse.
            if (now >= until)
                storms++;
            var wait = asked ?? Duration.Min(LongestWait, FirstWait * Math.Pow(2, Math.Min(storms - 1, 10)));
            until = Instant.Max(until, now + wait);
            probeUntil = until;
            return until - now;
        }
    }

    /// <summary>Notes that the tenant answers again.</summary>
    public void Answered()
    {
        lock (gate)
        {
            storms = 0;
            until = probeUntil = Instant.MinValue;
        }
    }
}
