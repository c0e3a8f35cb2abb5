using Expectations.Core;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Education;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Webhooks;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// Gives a decision what the core cannot have: what is forecast, what the other projects tell, and chance.
/// </summary>
/// <param name="experience">What the organisation's own ledgers teach.</param>
/// <param name="notes">Which findings a mailbox has read; none where each project looks to itself.</param>
/// <param name="secrets">Draws the tokens of links.</param>
sealed class Completion(Experience experience, INotebook? notes, SecretDrawing secrets)
{
    readonly Educator educator = new(experience, notes);

    /// <summary>Forecasts dates.</summary>
    internal Forecaster Forecaster { get; } = new(experience);

    /// <summary>What a fact leads to, ready to be frozen and appended.</summary>
    internal async ValueTask<Decision> DecideAsync(LedgerState state, Fact fact, CancellationToken cancellation)
    {
        var foreseen = await Forecaster.CompleteAsync(state, fact, cancellation);
        var decided = await educator.DecideAsync(state, foreseen, cancellation);
        return secrets.Complete(decided);
    }

    /// <summary>Learns anew what the organisation's own ledgers teach, where that is of another day.</summary>
    internal Task LearnAsync(LocalDate today, CancellationToken cancellation) =>
        experience.RenewAsync(today, cancellation);
}
