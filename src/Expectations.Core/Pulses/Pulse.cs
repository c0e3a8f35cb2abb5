namespace Expectations.Core.Pulses;

/// <summary>How the project felt to a person.</summary>
/// <param name="At">When.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Score">From 1 (bad) to 5 (good).</param>
/// <param name="Words">The person's own words.</param>
public sealed record Pulse(Instant At, string PersonId, int Score, string? Words);
