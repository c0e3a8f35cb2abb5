using System.Globalization;
using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>What keeps a warning with the manager.</summary>
public enum GateLack
{
    /// <summary>It is not material: neither the delay nor the risk is large enough.</summary>
    Material,

    /// <summary>Nobody has written what it would do to the project.</summary>
    Effect,

    /// <summary>Nobody has written what is being done against it.</summary>
    Mitigation,

    /// <summary>Nobody has written what happens instead.</summary>
    Alternative,
}

/// <summary>Nothing goes to the client that is a trifle, or that has no way out.</summary>
static class WarningGate
{
    /// <summary>What is missing for a warning to go up by itself; nothing when it may.</summary>
    internal static ImmutableArray<GateLack> Missing(LedgerState state, Warning warning) =>
        IsMaterial(state, warning)
            ? MissingWords(state, warning)
            : [GateLack.Material, .. MissingWords(state, warning)];

    /// <summary>What the client would have to read and nobody has written.</summary>
    internal static ImmutableArray<GateLack> MissingWords(LedgerState state, Warning warning) =>
        RiskRegister.Of(state, warning) is { } risk
            ? [.. Words(risk).Select(word => word.Lack).OfType<GateLack>()]
            : [GateLack.Effect, GateLack.Mitigation, GateLack.Alternative];

    internal static IEnumerable<(string Text, GateLack? Lack)> Words(Risk risk)
    {
        yield return Word(risk.Effect, GateLack.Effect);
        yield return Word(risk.Mitigation, GateLack.Mitigation);
        yield return Word(risk.Alternative, GateLack.Alternative);
    }

    static (string, GateLack?) Word(string text, GateLack lack) =>
        (text, string.IsNullOrWhiteSpace(text) ? lack : null);

    internal static bool IsMaterial(LedgerState state, Warning warning) =>
        (warning.Signal == Signal.LateForecast && DaysLate(warning) >= state.Setup!.Review.MaterialDelayDays)
        || (RiskRegister.Of(state, warning) is { } risk
            && RiskRegister.Weight(risk) >= state.Setup!.Warnings!.MaterialWeight);

    // The strength of one that is read from odds is no number of days.
    static int DaysLate(Warning warning) =>
        int.TryParse(warning.Details.GetValueOrDefault("days"), CultureInfo.InvariantCulture, out var days)
            ? days
            : warning.Value;

    /// <summary>What is missing, for a refusal.</summary>
    internal static string Names(ImmutableArray<GateLack> missing) => string.Join(
        ", ", missing.Select(lack => lack.ToString().ToLower(CultureInfo.InvariantCulture)));
}
