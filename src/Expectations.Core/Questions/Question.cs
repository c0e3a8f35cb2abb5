using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>What a question is about.</summary>
public enum QuestionKind
{
    /// <summary>Signing a version of the baseline.</summary>
    Baseline,

    /// <summary>Confirming a milestone.</summary>
    Milestone,

    /// <summary>Choosing among the options of a change.</summary>
    Change,

    /// <summary>Rating the value of requirements.</summary>
    Priorities,

    /// <summary>Confirming what falls below the capacity line.</summary>
    CapacityLine,

    /// <summary>Taking a warning on, or letting it rest; never asked, only answered by the link in a letter.</summary>
    Warning,
}

/// <summary>Something the client is asked to decide by link, while it is open.</summary>
public sealed record Question
{
    /// <summary>Identity within the project, for example <c>milestone-launch-1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>Identity of the baseline version, milestone or change.</summary>
    public required string Subject { get; init; }

    /// <summary>SHA-256 of what is decided, lower-case hex; an answer is to exactly this.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was asked.</summary>
    public required Instant AskedAt { get; init; }

    /// <summary>Whose word is enough.</summary>
    public Quorum Quorum { get; init; }

    /// <summary>Those whose word is asked for, each with everyone who may give it.</summary>
    public ImmutableArray<Seat> Seats { get; init; } = [];

    /// <summary>Answers so far, in order.</summary>
    public ImmutableArray<Answer> Answers { get; init; } = [];

    /// <summary>When the first letter about it was delivered; its clock starts then.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>How many steps have been taken to get an answer.</summary>
    public int Steps { get; init; }

    /// <summary>When the last of them was taken.</summary>
    public Instant? LastStepAt { get; init; }

    /// <summary>How many letters with a link have been written about it.</summary>
    public int Letters { get; init; }

    /// <summary>The seat a person sits on; none where the person is not asked.</summary>
    public Seat? SeatOf(string personId) => Seats.FirstOrDefault(seat => seat.Holders.Contains(personId));

    /// <summary>The answer given for a seat; none so far.</summary>
    public Answer? AnswerFor(Seat seat) => Answers.FirstOrDefault(answer => seat.Holders.Contains(answer.PersonId));
}

/// <summary>One whose word is asked for.</summary>
/// <param name="Of">Identity of the decider.</param>
/// <param name="Holders">Identities of all who may answer: the decider, a stand-in, a colleague.</param>
public sealed record Seat(string Of, ImmutableArray<string> Holders);

/// <summary>What one person answered.</summary>
public sealed record Answer
{
    /// <summary>Who answered.</summary>
    public required string PersonId { get; init; }

    /// <summary>What was chosen: one of <see cref="Choices"/> or the identity of an option.</summary>
    public required string Choice { get; init; }

    /// <summary>The name the person typed.</summary>
    public required string Name { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>The person's own words; none where there are none.</summary>
    public string? Words { get; init; }

    /// <summary>The date of a counter-offer.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Value of each requirement from 1 (little) to 5 (most), by identity.</summary>
    public ImmutableSortedDictionary<string, int> Ratings { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
}

/// <summary>What can be chosen, besides the options of a change.</summary>
public static class Choices
{
    /// <summary>The baseline is signed.</summary>
    public const string Sign = "sign";

    /// <summary>The baseline, or the capacity line, is objected to; words say why.</summary>
    public const string Objection = "object";

    /// <summary>The milestone, or the capacity line, is confirmed.</summary>
    public const string Confirm = "confirm";

    /// <summary>The milestone is disputed; words say why.</summary>
    public const string Dispute = "dispute";

    /// <summary>A call is asked for before deciding.</summary>
    public const string Call = "call";

    /// <summary>No option of the change is accepted; words say why.</summary>
    public const string Reject = "reject";

    /// <summary>Another date or other words are offered instead.</summary>
    public const string Counter = "counter";

    /// <summary>The requirements are rated.</summary>
    public const string Rate = "rate";

    /// <summary>The warning is taken on.</summary>
    public const string TakeOn = "take-on";

    /// <summary>The warning rests until a day; words say why.</summary>
    public const string Rest = "rest";

    /// <summary>Whether a choice turns down what was asked; it then decides for all.</summary>
    public static bool IsRejection(string choice) => choice is Objection or Dispute or Call or Reject or Counter;

    /// <summary>Whether a choice must say why.</summary>
    public static bool NeedsWords(string choice) => choice is Objection or Dispute or Reject or Counter or Rest;
}

/// <summary>How a question ended.</summary>
public enum QuestionOutcome
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>Nobody answered, and the signed baseline says that this means acceptance.</summary>
    Deemed,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>All had to agree, and chose different options.</summary>
    Disagreed,

    /// <summary>What was asked about has changed; it is asked anew.</summary>
    Superseded,
}

/// <summary>A question that is closed.</summary>
public sealed record ClosedQuestion
{
    /// <summary>Identity within the project.</summary>
    public required string Id { get; init; }

    /// <summary>What it was about.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>Identity of the baseline version, milestone or change.</summary>
    public required string Subject { get; init; }

    /// <summary>SHA-256 of what was decided.</summary>
    public required string Hash { get; init; }

    /// <summary>How it ended.</summary>
    public required QuestionOutcome Outcome { get; init; }

    /// <summary>What was chosen; none where it was not answered.</summary>
    public string? Choice { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant At { get; init; }

    /// <summary>All answers, in order.</summary>
    public ImmutableArray<Answer> Answers { get; init; } = [];
}

/// <summary>A link that was mailed; of its token only the digest is known here.</summary>
/// <param name="Question">The question it leads to.</param>
/// <param name="PersonId">To whom it was mailed.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record IssuedLink(string Question, string PersonId, Instant ExpiresAt)
{
    /// <summary>Whether it leads to a warning of that identity rather than to a question.</summary>
    public bool AboutWarning { get; init; }

    /// <summary>When it was mailed.</summary>
    public Instant IssuedAt { get; init; }

    /// <summary>How many codes were mailed for it.</summary>
    public int Codes { get; init; }

    /// <summary>The code mailed for it; none where none is in force.</summary>
    public IssuedCode? Code { get; init; }
}

/// <summary>A code that proves that the mailbox is read right now.</summary>
/// <param name="Digest">SHA-256 of the link's digest and the code, lower-case hex.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="Failures">How often a wrong one was typed.</param>
public sealed record IssuedCode(string Digest, Instant ExpiresAt, int Failures = 0);

/// <summary>All questions of a project.</summary>
public sealed record QuestionBook
{
    /// <summary>Open questions by identity.</summary>
    public ImmutableSortedDictionary<string, Question> Open { get; init; } =
        ImmutableSortedDictionary.Create<string, Question>(StringComparer.Ordinal);

    /// <summary>Closed questions, in order.</summary>
    public ImmutableArray<ClosedQuestion> Closed { get; init; } = [];

    /// <summary>Links by the digest of their token; the oldest are forgotten here and stay in the ledger.</summary>
    public ImmutableSortedDictionary<string, IssuedLink> Links { get; init; } =
        ImmutableSortedDictionary.Create<string, IssuedLink>(StringComparer.Ordinal);

    /// <summary>How often each subject has been asked about.</summary>
    public ImmutableSortedDictionary<string, int> Asked { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Colleagues decisions were passed on to.</summary>
    public ImmutableArray<Person> Guests { get; init; } = [];
}
