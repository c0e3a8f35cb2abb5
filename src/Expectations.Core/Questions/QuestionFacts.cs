using Expectations.Core.Changes;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>A person answered a question by link.</summary>
/// <param name="At">When.</param>
/// <param name="Link">Digest of the link's token.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="Name">The name the person typed.</param>
/// <param name="Seen">Hash of what the person saw.</param>
public sealed record AnswerReceived(Instant At, string Link, string Choice, string Name, string Seen) : Fact(At)
{
    /// <summary>The person's own words.</summary>
    public string? Words { get; init; }

    /// <summary>The date of a counter-offer.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Value of each requirement, by identity.</summary>
    public ImmutableSortedDictionary<string, int> Ratings { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Digest of the link's digest and the code typed; none where none was typed.</summary>
    public string? Code { get; init; }
}

/// <summary>A link is used that is known from the ledger's beginnings only.</summary>
/// <param name="At">When.</param>
/// <param name="Link">The link as it was issued.</param>
public sealed record LinkRecalled(Instant At, LinkIssued Link) : Fact(At);

/// <summary>A person takes an answer back before it takes effect.</summary>
public sealed record UndoAsked(Instant At, string Link) : Fact(At);

/// <summary>A person asks for a fresh link.</summary>
public sealed record FreshLinkAsked(Instant At, string Link) : Fact(At);

/// <summary>A person asks for the code a decision of high impact needs.</summary>
public sealed record CodeAsked(Instant At, string Link) : Fact(At);

/// <summary>A person passes a decision on to a colleague.</summary>
public sealed record PassOnAsked(Instant At, string Link, string Name, string Email) : Fact(At);

/// <summary>The manager asks the client to sign the baseline in force, or the one proposed.</summary>
public sealed record SignatureAsked(Instant At, string By) : Fact(At);

/// <summary>The manager asks the client to confirm a milestone.</summary>
public sealed record ConfirmationAsked(Instant At, string Milestone, string By) : Fact(At);

/// <summary>The manager asks the client to rate the requirements.</summary>
public sealed record RatingsAsked(Instant At, string By) : Fact(At);

/// <summary>The manager asks the client to confirm what falls below the capacity line.</summary>
public sealed record CapacityLineAsked(Instant At, string By) : Fact(At);

/// <summary>The manager or the system proposes a change, or edits one that is proposed.</summary>
/// <param name="At">When.</param>
/// <param name="Change">The change.</param>
/// <param name="Release">Whether the client is asked at once.</param>
/// <param name="By">Who proposes it.</param>
public sealed record ChangeReceived(Instant At, Change Change, bool Release, string By) : Fact(At);

/// <summary>The manager takes a change back.</summary>
public sealed record ChangeWithdrawalAsked(Instant At, string Change, string Reason, string By) : Fact(At);

/// <summary>Someone states a promise.</summary>
public sealed record PromiseReceived(Instant At, StatedPromise Promise, string By) : Fact(At);

/// <summary>A person says how the project feels.</summary>
/// <param name="At">When.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Score">From 1 (bad) to 5 (good).</param>
/// <param name="Words">The person's own words.</param>
public sealed record PulseReceived(Instant At, string PersonId, int Score, string? Words) : Fact(At);
