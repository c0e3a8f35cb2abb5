using System.Text.Json.Serialization;
using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>A risk was raised or edited.</summary>
/// <param name="At">When.</param>
/// <param name="Risk">The risk.</param>
/// <param name="Warning">Warning whose meaning it tells; none where it is about none.</param>
/// <param name="By">Who raised it.</param>
public sealed record RiskRaised(Instant At, Risk Risk, string? Warning, string By) : LedgerEvent(At);

/// <summary>The signals were read on the plan as it is known.</summary>
public sealed record SignalsRead(Instant At) : LedgerEvent(At);

/// <summary>A signal became strong enough to warn of.</summary>
/// <param name="At">When.</param>
/// <param name="Warning">Identity of the warning.</param>
/// <param name="Signal">What it follows from.</param>
/// <param name="Milestone">Milestone it is about; none where it is about the whole project.</param>
/// <param name="Value">Strength in the signal's own unit.</param>
/// <param name="Details">Figures behind it, by name.</param>
public sealed record WarningRaised(
    Instant At, string Warning, Signal Signal, string? Milestone, int Value,
    ImmutableSortedDictionary<string, string> Details) : LedgerEvent(At);

/// <summary>The signal of a warning is stronger or weaker than before.</summary>
/// <param name="At">When.</param>
/// <param name="Warning">Identity of the warning.</param>
/// <param name="Value">Strength now.</param>
/// <param name="Details">Figures behind it, by name.</param>
public sealed record WarningObserved(
    Instant At, string Warning, int Value, ImmutableSortedDictionary<string, string> Details) : LedgerEvent(At)
{
    /// <summary>Whether the signal is calm; the warning ends when it is so at the next reading as well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Calm { get; init; }
}

/// <summary>A warning is over.</summary>
public sealed record WarningCleared(Instant At, string Warning) : LedgerEvent(At);

/// <summary>Somebody took a warning on; it goes no further up.</summary>
public sealed record WarningAcknowledged(Instant At, string Warning, string By) : LedgerEvent(At)
{
    /// <summary>Whose link it was done by; none where it was done on the manager's pages.</summary>
    public string? PersonId { get; init; }
}

/// <summary>A warning rests until a day.</summary>
public sealed record WarningSnoozed(Instant At, string Warning, LocalDate Until, string Reason, string By)
    : LedgerEvent(At)
{
    /// <summary>Whose link it was done by; none where it was done on the manager's pages.</summary>
    public string? PersonId { get; init; }
}

/// <summary>A warning was due to go up and stays with the manager, because something is missing.</summary>
/// <param name="At">When.</param>
/// <param name="Warning">Identity of the warning.</param>
/// <param name="Missing">What is missing.</param>
public sealed record WarningWithheld(Instant At, string Warning, ImmutableArray<GateLack> Missing) : LedgerEvent(At);

/// <summary>A warning went up the ladder.</summary>
/// <param name="At">When.</param>
/// <param name="Warning">Identity of the warning.</param>
/// <param name="Level">How far up it is now.</param>
/// <param name="To">Identities of those who are told.</param>
/// <param name="By">The manager who let it go; none where time did.</param>
public sealed record WarningEscalated(
    Instant At, string Warning, LadderLevel Level, ImmutableArray<string> To, string? By) : LedgerEvent(At);

/// <summary>A milestone was reached or its date came, and the warnings about it were judged.</summary>
public sealed record MilestoneJudged(
    Instant At, string Milestone, LocalDate Agreed, bool Late, ImmutableArray<WarningVerdict> Verdicts)
    : LedgerEvent(At);
