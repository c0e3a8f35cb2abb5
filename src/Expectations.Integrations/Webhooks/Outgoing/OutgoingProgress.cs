namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>How far somebody has been told of a project. A storage format: members are only added.</summary>
/// <param name="Sequence">The last event that is done with.</param>
sealed record OutgoingProgress(long Sequence)
{
    static readonly ImmutableArray<Duration> Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2),
        Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20),
        Duration.FromHours(24),
    ];

    /// <summary>Attempts that failed for the next event.</summary>
    public int Attempts { get; init; }

    /// <summary>Earliest next attempt; none tries at once.</summary>
    public Instant? RetryAt { get; init; }

    /// <summary>Events nobody took until patience ended.</summary>
    public int Lost { get; init; }

    /// <summary>Whether the receiver asked never to be told again.</summary>
    public bool IsOver { get; init; }

    /// <summary>After this event was told, or does not concern the receiver.</summary>
    internal OutgoingProgress Past(long sequence) => this with { Sequence = sequence, Attempts = 0, RetryAt = null };

    /// <summary>After a failed attempt: again later, or past it when three days of patience have ended.</summary>
    internal OutgoingProgress Failed(long sequence, Instant now) => Attempts < Pauses.Length
        ? this with { Attempts = Attempts + 1, RetryAt = now + Pauses[Attempts] }
        : Past(sequence) with { Lost = Lost + 1 };
}
