using Expectations.Core.Education;
using Expectations.Core.Forecasts;
using Expectations.Core.Letters;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Risks.LateTasks;

namespace Expectations.Core;

/// <summary>Something that happened to us: the only input of <see cref="ProjectLedger.Decide"/>.</summary>
/// <param name="At">When it happened.</param>
public abstract record Fact(Instant At)
{
    /// <summary>
    /// The sender's identity of this delivery, by which a repetition is known. None where the ledger's own state
    /// already tells a repetition apart.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// SHA-256 of the bytes it came in, lower-case hex: the same <see cref="Id"/> with other bytes is no repetition.
    /// None where bytes do not matter.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>What other projects tell that bears on it; none where nobody looked.</summary>
    public Elsewhere? Elsewhere { get; init; }
}

/// <summary>A project was registered, or its setup was changed.</summary>
public sealed record SetupReceived(Instant At, ProjectSetup Setup) : Fact(At);

/// <summary>Time went on; whatever is due now is decided.</summary>
public sealed record TimeReached(Instant At) : Fact(At)
{
    /// <summary>What is forecast of a plan that is kept rather than read; none where nothing is.</summary>
    public ForecastReading? Forecasts { get; init; }

    /// <summary>How likely its tasks are to be late; none where that is not judged.</summary>
    public TaskReading? Lateness { get; init; }
}

/// <summary>The whole plan was read.</summary>
public sealed record PlanRead(Instant At, PlanSnapshot Plan) : Fact(At)
{
    /// <summary>What is forecast of it; none where nothing is.</summary>
    public ForecastReading? Forecasts { get; init; }

    /// <summary>How likely its tasks are to be late; none where that is not judged.</summary>
    public TaskReading? Lateness { get; init; }
}

/// <summary>The plan could not be read, or not wholly.</summary>
/// <param name="At">When it was tried.</param>
/// <param name="Trouble">What kind of trouble.</param>
/// <param name="Detail">What the service said, for the manager; never shown to clients.</param>
/// <param name="RetryAfter">How long the service asked to wait.</param>
public sealed record PlanReadFailed(Instant At, PlanTrouble Trouble, string Detail, Duration? RetryAfter = null)
    : Fact(At);

/// <summary>The manager accepts that the plan really is as small as it was last read.</summary>
public sealed record ShrunkPlanAccepted(Instant At, string By) : Fact(At);

/// <summary>The manager pauses the project: no new letters until it is resumed.</summary>
public sealed record PauseAsked(Instant At, string By, string Reason) : Fact(At);

/// <summary>The manager resumes the project.</summary>
public sealed record ResumeAsked(Instant At, string By) : Fact(At);

/// <summary>The manager wants to see the report of a period before it goes.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Period">Date of the report, for example <c>2026-03-27</c>.</param>
/// <param name="By">Who asked.</param>
public sealed record HoldAsked(Instant At, string Period, string By) : Fact(At);

/// <summary>The manager changes a held report.</summary>
/// <param name="At">When it was changed.</param>
/// <param name="Period">Date of the report.</param>
/// <param name="Note">Words above everything else; none leaves the report without.</param>
/// <param name="Omit">Identities of tasks and risks the client does not get to read about this time.</param>
/// <param name="By">Who changed it.</param>
public sealed record EditAsked(Instant At, string Period, string? Note, ImmutableArray<string> Omit, string By)
    : Fact(At);

/// <summary>The manager lets a held report go.</summary>
public sealed record ReleaseAsked(Instant At, string Period, string By) : Fact(At);

/// <summary>The manager drops a held report.</summary>
public sealed record DiscardAsked(Instant At, string Period, string Reason, string By) : Fact(At);

/// <summary>A person does not want routine letters of this project any more.</summary>
public sealed record UnsubscribeAsked(Instant At, string PersonId) : Fact(At);

/// <summary>The delivery of a letter has ended.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Key">Which letter.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ContentHash">SHA-256 of the frozen bytes, lower-case hex; empty where there were none.</param>
/// <param name="Detail">What the outlet said, for the manager.</param>
public sealed record LetterSettled(
    Instant At, LetterKey Key, LetterOutcome Outcome, string ContentHash, string? Detail = null) : Fact(At);

/// <summary>A PM tool has told of items, and of what was said about them, in one delivery.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Tool">Which tool.</param>
/// <param name="Items">What it told of items; empty where the delivery says nothing we know.</param>
public sealed record ItemsReported(Instant At, Tool Tool, ImmutableArray<ItemChange> Items) : Fact(At)
{
    /// <summary>Comments on items, any of which may raise an expectation.</summary>
    public ImmutableArray<ItemComment> Comments { get; init; } = [];
}
