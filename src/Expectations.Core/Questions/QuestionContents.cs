using Expectations.Core.Letters;

namespace Expectations.Core.Questions;

/// <summary>A letter that asks for a decision. Built from allow-listed fields only.</summary>
public sealed record QuestionContent : LetterContent
{
    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>IANA zone the dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Identity of the question.</summary>
    public required string Question { get; init; }

    /// <summary>What it is about.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>What is decided.</summary>
    public required QuestionBody Body { get; init; }

    /// <summary>When the link stops working.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>Why the letter is written again; none for the first.</summary>
    public FollowUp? Again { get; init; }

    /// <summary>Name of the one in whose place the receiver is asked; none where in no one's.</summary>
    public string? InPlaceOf { get; init; }
}

/// <summary>A letter that says what was decided.</summary>
public sealed record ReceiptContent : LetterContent
{
    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>IANA zone the dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>What was asked.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>What was decided about, as it was shown.</summary>
    public required QuestionBody Body { get; init; }

    /// <summary>The closed question with all its answers.</summary>
    public required ClosedQuestion Closed { get; init; }
}

/// <summary>A letter with the code a decision of high impact needs.</summary>
/// <param name="ProjectName">Name of the project.</param>
/// <param name="Zone">IANA zone the moment is meant in.</param>
/// <param name="ExpiresAt">When the code stops working.</param>
public sealed record CodeContent(string ProjectName, string Zone, Instant ExpiresAt) : LetterContent;
