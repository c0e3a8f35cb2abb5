using System.Text.Json.Serialization;

namespace Expectations.Core.Reports;

/// <summary>A report was given out to be delivered.</summary>
/// <param name="At">When it was given out.</param>
/// <param name="Period">Date of the report.</param>
/// <param name="To">Identities of those who get it.</param>
/// <param name="Said">What it says about health and dates; later reports are compared with it.</param>
public sealed record ReportIssued(Instant At, string Period, ImmutableArray<string> To, ReportSaid Said)
    : LedgerEvent(At)
{
    /// <summary>How many due reports it stands for besides its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Missed { get; init; }

    /// <summary>Whether it speaks of an older reading of the plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stale { get; init; }

    /// <summary>
    /// What it says, where it was just decided; a ledger that is read again writes it again, from the same state.
    /// </summary>
    [JsonIgnore]
    internal ReportContent? Written { get; init; }
}

/// <summary>What a report says that later ones are compared with.</summary>
/// <param name="Health">Overall state.</param>
/// <param name="Dates">Dates of the milestones for which it gives another one than the report before.</param>
public sealed record ReportSaid(Health Health, ImmutableSortedDictionary<string, LocalDate> Dates);

/// <summary>A report is ready and waits for the manager; an earlier one that still waited is replaced by it.</summary>
public sealed record ReportHeld(Instant At, string Period, ImmutableArray<HoldReason> Reasons) : LedgerEvent(At)
{
    /// <summary>How many due reports it stands for besides its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Missed { get; init; }

    /// <summary>Whether it speaks of an older reading of the plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stale { get; init; }
}

/// <summary>Why a report waits.</summary>
public enum HoldReason
{
    /// <summary>The manager asked for it.</summary>
    Asked,

    /// <summary>The review rule holds every report.</summary>
    Always,

    /// <summary>The project turned red.</summary>
    TurnedRed,

    /// <summary>A milestone moved materially.</summary>
    PromiseMoved,
}

/// <summary>A due report was left out.</summary>
public sealed record ReportSkipped(Instant At, string Period, SkipReason Reason) : LedgerEvent(At);

/// <summary>Why a due report was left out.</summary>
public enum SkipReason
{
    /// <summary>Nothing had changed and silence had not lasted long enough to break it.</summary>
    NothingChanged,

    /// <summary>The plan could not be read in time.</summary>
    PlanUnreadable,

    /// <summary>
    /// Someone would have got more letters this week than the noise budget allows; the next one covers it.
    /// </summary>
    NoiseBudget,

    /// <summary>Everyone who would get it has unsubscribed or cannot be reached.</summary>
    NobodyToWriteTo,
}

/// <summary>The manager changed a held report.</summary>
public sealed record ReportEdited(
    Instant At, string Period, string? Note, ImmutableArray<string> Omit, string By) : LedgerEvent(At);

/// <summary>A held report was let go.</summary>
public sealed record ReportReleased(
    Instant At, string Period, ImmutableArray<string> To, ReportSaid Said, string By) : LedgerEvent(At);

/// <summary>A held report was dropped.</summary>
public sealed record ReportDiscarded(Instant At, string Period, string Reason, string By) : LedgerEvent(At);

/// <summary>The manager was reminded of a held report.</summary>
public sealed record ReviewReminded(Instant At, string Period) : LedgerEvent(At);

/// <summary>The report of a period will wait for the manager.</summary>
public sealed record HoldPlaced(Instant At, string Period, string By) : LedgerEvent(At);
