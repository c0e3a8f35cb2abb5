using Expectations.Core;

namespace Expectations.Hosting;

/// <summary>What became of a request.</summary>
/// <param name="Result">How it ended.</param>
public sealed record IntakeAnswer(IntakeResult Result)
{
    /// <summary>Why not, and what to do; none where it was done.</summary>
    public string? Reason { get; init; }

    /// <summary>What was recorded; nothing where it was so already.</summary>
    public ImmutableArray<LedgerEvent> Events { get; init; } = [];

    /// <summary>The HTTP status that says the same.</summary>
    internal int Status => Result switch
    {
        IntakeResult.Done => 200,
        IntakeResult.Refused => 409,
        IntakeResult.UnknownProject => 404,
        IntakeResult.Contradicted => 422,
        _ => 400,
    };
}

/// <summary>How a request ended.</summary>
public enum IntakeResult
{
    /// <summary>It is committed, or was so already.</summary>
    Done,

    /// <summary>The project's rules do not allow it.</summary>
    Refused,

    /// <summary>There is no such project.</summary>
    UnknownProject,

    /// <summary>It cannot be understood.</summary>
    Malformed,

    /// <summary>Something else was asked for under the same identity before.</summary>
    Contradicted,
}
