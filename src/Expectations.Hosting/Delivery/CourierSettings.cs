namespace Expectations.Hosting.Delivery;

/// <summary>How the courier works; the defaults suit a mail server.</summary>
public sealed record CourierSettings
{
    /// <summary>How long a claimed letter is nobody else's; an attempt is ended before that.</summary>
    public Duration Lease { get; init; } = Duration.FromMinutes(2);

    /// <summary>Attempts under way at the same time.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Letters claimed in one commit.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Routine letters one mailbox gets within a day, from all projects together.</summary>
    public int RoutineLettersADay { get; init; } = 10;

    /// <summary>Attempts after which a letter is reported as stuck; it is tried on all the same.</summary>
    public int StuckAfter { get; init; } = 5;
}
