namespace Expectations.Core.Plans;

/// <summary>What a PM tool told does not say how its item is now; only the tool itself can.</summary>
/// <param name="At">When it told.</param>
/// <param name="DueAt">When the whole plan is to be read.</param>
public sealed record PlanReadingWanted(Instant At, Instant DueAt) : LedgerEvent(At);
