using System.Text.Json.Serialization;
using Expectations.Core.Changes;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>The client was asked to decide something.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Identity of the question.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Identity of the baseline version, milestone or change.</param>
/// <param name="Hash">SHA-256 of what is decided.</param>
/// <param name="Quorum">Whose word is enough.</param>
/// <param name="Of">Identities of the deciders.</param>
/// <param name="To">Identities of those who were written to, in the same order: the decider or a stand-in.</param>
public sealed record QuestionAsked(
    Instant At, string Question, QuestionKind Kind, string Subject, string Hash, Quorum Quorum,
    ImmutableArray<string> Of, ImmutableArray<string> To) : LedgerEvent(At);

/// <summary>A link was mailed. Of its token only the digest is recorded.</summary>
/// <param name="At">When.</param>
/// <param name="Question">The question it leads to.</param>
/// <param name="PersonId">To whom.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record LinkIssued(Instant At, string Question, string PersonId, Instant ExpiresAt) : LedgerEvent(At)
{
    /// <summary>SHA-256 of the token, lower-case hex; filled in where the token is drawn.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Whether it leads to a warning of that identity rather than to a question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AboutWarning { get; init; }
}

/// <summary>A code was mailed. Only its digest is recorded.</summary>
/// <param name="At">When.</param>
/// <param name="Link">Digest of the link it is for.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record CodeIssued(Instant At, string Link, Instant ExpiresAt) : LedgerEvent(At)
{
    /// <summary>SHA-256 of the link's digest and the code; filled in where the code is drawn.</summary>
    public string Digest { get; init; } = "";
}

/// <summary>A wrong code was typed.</summary>
public sealed record CodeRejected(Instant At, string Link) : LedgerEvent(At);

/// <summary>Something was done to get an answer.</summary>
public sealed record QuestionFollowedUp(Instant At, string Question, FollowUp Step, ImmutableArray<string> To)
    : LedgerEvent(At);

/// <summary>What is done to get an answer.</summary>
public enum FollowUp
{
    /// <summary>Those who have not answered are reminded.</summary>
    Remind,

    /// <summary>Stand-ins may answer as well, and the manager is told.</summary>
    StandIn,

    /// <summary>The sponsor is told.</summary>
    Sponsor,

    /// <summary>The question is asked again after a pause.</summary>
    AskAgain,
}

/// <summary>A colleague may answer as well.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Which question.</param>
/// <param name="From">Who passed it on, or could not be reached.</param>
/// <param name="To">Who may answer as well.</param>
/// <param name="Forwarded">Whether the person did it; else the address refused letters.</param>
public sealed record QuestionPassedOn(Instant At, string Question, string From, Person To, bool Forwarded)
    : LedgerEvent(At);

/// <summary>A person answered.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Which question.</param>
/// <param name="Hash">SHA-256 of what the person saw.</param>
/// <param name="Answer">What was answered.</param>
public sealed record AnswerGiven(Instant At, string Question, string Hash, Answer Answer) : LedgerEvent(At);

/// <summary>A person took an answer back before it took effect.</summary>
public sealed record AnswerTakenBack(Instant At, string Question, string PersonId) : LedgerEvent(At);

/// <summary>A question was closed, with what that changes.</summary>
/// <param name="At">When.</param>
/// <param name="Question">Which question.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Choice">What was chosen; none where it was not answered.</param>
public sealed record QuestionSettled(Instant At, string Question, QuestionOutcome Outcome, string? Choice)
    : LedgerEvent(At);

/// <summary>Another baseline than the one in force is to be signed.</summary>
public sealed record BaselineProposed(Instant At, Baseline Baseline) : LedgerEvent(At);

/// <summary>A change was proposed or edited.</summary>
/// <param name="At">When.</param>
/// <param name="Change">The change.</param>
/// <param name="Released">Whether the client is asked.</param>
/// <param name="By">Who proposed it.</param>
public sealed record ChangeProposed(Instant At, Change Change, bool Released, string By) : LedgerEvent(At);

/// <summary>A change was taken back.</summary>
public sealed record ChangeWithdrawn(Instant At, string Change, string Reason, string By) : LedgerEvent(At);

/// <summary>A promise was stated.</summary>
public sealed record PromiseStated(Instant At, StatedPromise Promise, string By) : LedgerEvent(At);

/// <summary>A person said how the project feels.</summary>
public sealed record PulseGiven(Instant At, string PersonId, int Score, string? Words) : LedgerEvent(At)
{
    /// <summary>Whether the manager is told with this event that the trend falls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Told { get; init; }
}

/// <summary>Tasks appeared outside what was signed.</summary>
/// <param name="At">When.</param>
/// <param name="Tasks">Identities of the tasks.</param>
public sealed record ScopeGrew(Instant At, ImmutableArray<string> Tasks) : LedgerEvent(At);

/// <summary>A milestone's date came and its work is not done.</summary>
public sealed record MilestoneMissed(Instant At, string Milestone) : LedgerEvent(At);
