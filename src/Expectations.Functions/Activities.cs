using Expectations.Core;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Microsoft.Azure.Functions.Worker;

namespace Expectations.Functions;

/// <summary>
/// What a clock has done at each turn. Both may run twice: the ledger and the outbox tell repetitions.
/// </summary>
/// <param name="store">Ledgers and outboxes.</param>
/// <param name="runner">Decides.</param>
/// <param name="courier">Delivers.</param>
/// <param name="clock">Tells the present.</param>
public sealed class Activities(ILedgerStore store, LedgerRunner runner, EffectCourier courier, IClock clock)
{
    /// <summary>Decides all that is due by now.</summary>
    [Function(nameof(AdvanceProject))]
    public async Task<ProjectStanding> AdvanceProject(
        [ActivityTrigger] string projectId, CancellationToken cancellation = default)
    {
        await runner.AdvanceAsync(projectId, clock.GetCurrentInstant(), cancellation);
        return await StandingAsync(projectId, null, cancellation);
    }

    /// <summary>Delivers what may leave now.</summary>
    /// <exception cref="InvalidOperationException">Outcomes could not be recorded; the letters go again.</exception>
    [Function(nameof(DeliverLetters))]
    public async Task<ProjectStanding> DeliverLetters(
        [ActivityTrigger] string projectId, CancellationToken cancellation = default)
    {
        var summary = await courier.DeliverAsync(projectId, cancellation);
        return summary.BrokenOff
            ? throw new InvalidOperationException(
                "What became of letters could not be recorded. Check that the storage can be written.")
            : await StandingAsync(projectId, summary.NextRetry, cancellation);
    }

    async Task<ProjectStanding> StandingAsync(string projectId, Instant? retry, CancellationToken cancellation)
    {
        var state = await runner.StateAsync(projectId, cancellation);
        var letters = await store.OutboxAsync(projectId, cancellation);
        var now = clock.GetCurrentInstant();
        // What could leave by now and did not waits for the outlet, as the retry does.
        Instant?[] moments =
        [
            ProjectLedger.NextDueAt(state), retry,
            .. letters.Select(l => (Instant?)l.NotBefore).Where(at => retry is null || at > now),
        ];
        return new ProjectStanding
        {
            NextDueAt = moments.Min()?.ToDateTimeOffset(),
            LastLetter = state.Letters.LastSent?.ToString(),
            WaitingOn = Awaited.By(state, letters.Count),
        };
    }
}

/// <summary>Where a project stands. A storage format: members are only added, with a default.</summary>
public sealed record ProjectStanding
{
    /// <summary>Next moment a decision is due or a letter may leave; none when nothing is planned.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The last letter an outlet took over, as kind, period, person and revision.</summary>
    public string? LastLetter { get; init; }

    /// <summary>Whom the project waits for; none when for nobody.</summary>
    public string? WaitingOn { get; init; }
}
