using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Risks;

namespace Expectations.Core.Letters;

/// <summary>One message to one person, decided but not yet written in words.</summary>
public sealed record Letter
{
    /// <summary>Identity of the project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What makes the letter unique within the project.</summary>
    public required LetterKey Key { get; init; }

    /// <summary>Who gets it, with language and zone filled in.</summary>
    public required Person To { get; init; }

    /// <summary>The manager in whose name it goes and whom answers reach.</summary>
    public required Person From { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant WrittenAt { get; init; }

    /// <summary>Earliest moment it may leave, and its Date: nobody seems to write at night.</summary>
    public required Instant NotBefore { get; init; }

    /// <summary>Moment from which on it is out of date and no longer sent; none for never.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Whether it counts towards the noise budget and offers to unsubscribe.</summary>
    public bool IsRoutine { get; init; }

    /// <summary>Colour, logo and footer.</summary>
    public required Branding Branding { get; init; }

    /// <summary>What it says.</summary>
    public required LetterContent Content { get; init; }

    /// <summary>What the link or code of the letter is made of; none before it is drawn, as in a preview.</summary>
    public Secret? Secret { get; init; }
}

/// <summary>Something only the receiver of a letter may know; it is never written anywhere else.</summary>
/// <param name="value">The token or code.</param>
public sealed class Secret(string value)
{
    /// <summary>The token or code, for the letter alone.</summary>
    public string Reveal() => value;

    /// <summary>A stand-in, so that it is in no log.</summary>
    public override string ToString() => "(secret)";
}

/// <summary>What a letter says, as data in no language.</summary>
public abstract record LetterContent
{
    /// <summary>A published finding that answers the question at hand; mostly none.</summary>
    public QuotedFinding? Finding { get; init; }

    /// <summary>The warning its link leads to; none where it has no such link.</summary>
    public WarningLink? Answer { get; init; }
}

/// <summary>A link by which a warning is taken on, or rests.</summary>
/// <param name="Warning">Identity of the warning.</param>
/// <param name="ExpiresAt">When the link stops working.</param>
public sealed record WarningLink(string Warning, Instant ExpiresAt);

/// <summary>A short message to the manager about something that needs a hand.</summary>
/// <param name="ProjectName">Name of the project.</param>
/// <param name="Notice">What happened.</param>
/// <param name="Details">Values the text of the notice speaks of, by name.</param>
public sealed record NoticeContent(
    string ProjectName, Notice Notice, ImmutableSortedDictionary<string, string> Details) : LetterContent
{
    /// <summary>The open risks, the weightiest first, where a warning is told and there are several.</summary>
    public ImmutableArray<RiskMark> Risks { get; init; } = [];
}

/// <summary>What a manager is told about.</summary>
public enum Notice
{
    /// <summary>A report waits for review. Details: <c>period</c>, <c>reasons</c>.</summary>
    ReportWaits,

    /// <summary>A report has waited too long. Details: <c>period</c>.</summary>
    ReportStillWaits,

    /// <summary>The plan cannot be read. Details: <c>trouble</c>, <c>since</c>, <c>detail</c>.</summary>
    PlanUnreadable,

    /// <summary>The plan shrank so much that it is not believed. Details: <c>before</c>, <c>now</c>.</summary>
    PlanShrank,

    /// <summary>A letter could not be delivered. Details: <c>person</c>, <c>kind</c>, <c>reason</c>.</summary>
    LetterUndeliverable,

    /// <summary>A letter lacks something it must say. Details: <c>missing</c>.</summary>
    LetterBlocked,

    /// <summary>Nobody can be asked. Details: <c>kind</c>, <c>subject</c>, <c>title</c>.</summary>
    NobodyToAsk,

    /// <summary>
    /// A question has waited long; stand-ins may answer now. Details: <c>kind</c>, <c>subject</c>,
    /// <c>title</c>, <c>waiting</c>.
    /// </summary>
    AnswerOverdue,

    /// <summary>
    /// The sponsor is told that a question has waited long. Details: <c>kind</c>, <c>subject</c>,
    /// <c>title</c>, <c>waiting</c>.
    /// </summary>
    AnswerOverdueForSponsor,

    /// <summary>
    /// Work appeared outside what was signed; a change is drafted. Details: <c>count</c>, <c>change</c>,
    /// <c>title</c>.
    /// </summary>
    ScopeGrew,

    /// <summary>A change is drafted and waits to be let go. Details: <c>change</c>, <c>title</c>.</summary>
    ChangeDrafted,

    /// <summary>A milestone's date came and its work is not done. Details: <c>milestone</c>, <c>agreed</c>.</summary>
    MilestoneMissed,

    /// <summary>
    /// The client's pulse falls. Details: <c>score</c>, <c>before</c>, and <c>words</c> where there are any.
    /// </summary>
    PulseFalls,

    /// <summary>
    /// Something may break a promise. Details: <c>warning</c>, <c>signal</c>, <c>milestone</c> (empty for the whole
    /// project), and the signal's figures.
    /// </summary>
    WarningRaised,

    /// <summary>
    /// A warning would have gone to the client by now and stays with the manager. Details as of a warning raised, and
    /// <c>missing</c>: names of what is missing, separated by blanks.
    /// </summary>
    WarningWithheld,

    /// <summary>
    /// The sponsor is told of a warning nobody answered. Details as of a warning raised, and <c>effect</c>,
    /// <c>mitigation</c>, <c>alternative</c>.
    /// </summary>
    WarningEscalated,

    /// <summary>A warning is over. Details as of a warning raised, without figures where there are none.</summary>
    WarningCleared,

    /// <summary>
    /// Somebody raised something in a comment. Details: <c>kind</c>, <c>words</c>, <c>by</c>, <c>tool</c>.
    /// </summary>
    ExpectationRaised,

    /// <summary>
    /// Somebody else took a warning on, or lets it rest. Details as of a warning raised, and <c>by</c>; where it rests
    /// <c>until</c> and <c>reason</c>.
    /// </summary>
    WarningAnswered,
}

/// <summary>How an attempt to deliver a letter ended for good.</summary>
public enum LetterOutcome
{
    /// <summary>The outlet took it over.</summary>
    Sent,

    /// <summary>The address was refused for good.</summary>
    Refused,

    /// <summary>It went out of date before an outlet took it.</summary>
    Expired,

    /// <summary>An outlet had taken it, and it came back.</summary>
    Bounced,

    /// <summary>It lacked something it must say and was never written.</summary>
    Blocked,

    /// <summary>The letter itself was refused for good; its address is not to blame.</summary>
    LetterRefused,
}
