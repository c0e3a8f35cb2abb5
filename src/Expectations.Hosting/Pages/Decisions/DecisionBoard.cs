namespace Expectations.Hosting.Pages.Decisions;

/// <summary>All a manager needs to know of what the client decides.</summary>
public sealed record DecisionBoard
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Where the baseline stands, in words.</summary>
    public required string Baseline { get; init; }

    /// <summary>What the manager can ask the client for; by request.</summary>
    public required ImmutableArray<BoardAction> Actions { get; init; }

    /// <summary>Questions that are open.</summary>
    public required ImmutableArray<BoardLine> Open { get; init; }

    /// <summary>Milestones and what can be asked about them.</summary>
    public required ImmutableArray<BoardMilestone> Milestones { get; init; }

    /// <summary>Changes, the newest first.</summary>
    public required ImmutableArray<BoardChange> Changes { get; init; }

    /// <summary>Promises, those with nothing behind them first.</summary>
    public required ImmutableArray<BoardPromise> Promises { get; init; }

    /// <summary>Requirements in rank order, with the picture of them; none where nothing is ranked.</summary>
    public PriorityPicture? Priorities { get; init; }

    /// <summary>How the project feels to the client, the newest first.</summary>
    public required ImmutableArray<BoardLine> Pulse { get; init; }

    /// <summary>What was decided, the newest first.</summary>
    public required ImmutableArray<BoardLine> Closed { get; init; }

    /// <summary>Proof for the forms.</summary>
    public required string Nonce { get; init; }

    /// <summary>What was just done; none where nothing was.</summary>
    public string? Done { get; init; }
}

/// <summary>Something the manager can ask the client for.</summary>
/// <param name="Request">What is asked of us.</param>
/// <param name="Words">Words on the button.</param>
public sealed record BoardAction(string Request, string Words);

/// <summary>Something with what is said about it.</summary>
/// <param name="Title">What it is.</param>
/// <param name="About">What is said about it.</param>
public sealed record BoardLine(string Title, string About);

/// <summary>A milestone on the board.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name.</param>
/// <param name="Agreed">Agreed date.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="CanAsk">Whether the client can be asked to confirm it.</param>
public sealed record BoardMilestone(string Id, string Name, string Agreed, string Standing, bool CanAsk);

/// <summary>A change on the board.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Title">Title.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="IsOpen">Whether it can still be edited.</param>
public sealed record BoardChange(string Id, string Title, string Standing, bool IsOpen);

/// <summary>A promise on the board.</summary>
public sealed record BoardPromise
{
    /// <summary>What is expected.</summary>
    public required string Statement { get; init; }

    /// <summary>Where it comes from, by whom and when.</summary>
    public required string Origin { get; init; }

    /// <summary>Value it was made with.</summary>
    public required string Original { get; init; }

    /// <summary>Value agreed now, and why.</summary>
    public required string Agreed { get; init; }

    /// <summary>Value the plan gives now.</summary>
    public required string Forecast { get; init; }

    /// <summary>Whether nothing stands behind it.</summary>
    public required bool IsUnbacked { get; init; }
}
