using Expectations.Core.Projects;

namespace Expectations.Core.Promises;

/// <summary>One commitment with all the values it has ever had.</summary>
/// <param name="Stated">The commitment as it was made.</param>
/// <param name="By">Who stated it.</param>
/// <param name="At">When it was stated.</param>
public sealed record Promise(StatedPromise Stated, string By, Instant At)
{
    /// <summary>Values agreed since, in order.</summary>
    public ImmutableArray<PromiseMove> Moves { get; init; } = [];

    /// <summary>Whether nothing stands behind it.</summary>
    public bool IsUnbacked => Stated.Backing is null && Stated.Milestone is null
        && Stated.Origin is not (PromiseOrigin.Contract or PromiseOrigin.Change);
}

/// <summary>A new value of a promise.</summary>
/// <param name="Value">The value agreed.</param>
/// <param name="Change">The change that agreed it.</param>
/// <param name="By">Names of those who agreed.</param>
/// <param name="At">When.</param>
public sealed record PromiseMove(string Value, string Change, string By, Instant At);

/// <summary>A promise with its three values side by side, as it is shown.</summary>
/// <param name="Promise">The promise.</param>
/// <param name="Original">Value it was made with.</param>
/// <param name="Agreed">Value agreed now.</param>
/// <param name="Forecast">Value the plan gives now; none where no plan speaks of it.</param>
public sealed record PromiseLine(Promise Promise, string? Original, string? Agreed, string? Forecast);
