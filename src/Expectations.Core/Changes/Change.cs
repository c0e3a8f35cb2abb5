using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Changes;

/// <summary>A proposed new baseline, with options to choose among.</summary>
public sealed record Change
{
    /// <summary>Identity within the project, for example <c>change-3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, on one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why it is needed, in words the client may read.</summary>
    public required string Reason { get; init; }

    /// <summary>What can be done.</summary>
    public ImmutableArray<ChangeOption> Options { get; init; } = [];

    /// <summary>Whether an option moves the date of a milestone.</summary>
    /// <param name="milestone">Identity of the milestone.</param>
    public bool Moves(string milestone) => Options.Any(option => option.Dates.ContainsKey(milestone));
}

/// <summary>One way to go on.</summary>
public sealed record ChangeOption
{
    /// <summary>Identity within the change, for example <c>extend</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of way it is.</summary>
    public required OptionKind Kind { get; init; }

    /// <summary>What it means for the client; none where dates and scope say it all.</summary>
    public string? Words { get; init; }

    /// <summary>New agreed dates by milestone.</summary>
    public ImmutableSortedDictionary<string, LocalDate> Dates { get; init; } =
        ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal);

    /// <summary>Identities of requirements, or names of deliverables, that are left out.</summary>
    public ImmutableArray<string> Drops { get; init; } = [];

    /// <summary>What is delivered as well.</summary>
    public ImmutableArray<Deliverable> Adds { get; init; } = [];

    /// <summary>New values of promises by identity.</summary>
    public ImmutableSortedDictionary<string, string> Promises { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What it costs besides what is agreed; 0 for nothing, none where nothing is said of it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>About what it saves of what was to be spent; none where nothing.</summary>
    public decimal? Saves { get; init; }

    /// <summary>Currency of what it costs and saves, for example <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Date it is done by with even odds.</summary>
    public LocalDate? P50 { get; init; }

    /// <summary>Date it is done by with odds of 85 in 100.</summary>
    public LocalDate? P85 { get; init; }

    /// <summary>Odds in percent that its dates hold.</summary>
    public int? Odds { get; init; }

    internal void Bind(ContentHash hash)
    {
        hash.Line("option", Id, Kind.ToString(), Words);
        foreach (var (milestone, date) in Dates)
        {
            hash.Line("moves", milestone);
            hash.Day("to", date);
        }
        hash.Line("drops", Drops);
        foreach (var deliverable in Adds)
            hash.Bind(deliverable);
        foreach (var (promise, value) in Promises)
            hash.Line("promise", promise, value);
        hash.Line("cost", Cost?.ToString(CultureInfo.InvariantCulture), Currency);
        // Bound only where there is one: what was asked before there were savings keeps its hash.
        if (Saves is { } saved)
            hash.Line("saves", saved.ToString(CultureInfo.InvariantCulture));
        hash.Day("p50", P50);
        hash.Day("p85", P85);
        hash.Number("odds", Odds);
    }
}

/// <summary>What kind of way to go on.</summary>
public enum OptionKind
{
    /// <summary>Less is delivered, what matters least first.</summary>
    CutScope,

    /// <summary>It is delivered later.</summary>
    Extend,

    /// <summary>More people work on it; newcomers slow the others down first (Brooks 1975).</summary>
    AddResources,

    /// <summary>Everything stays, and the client accepts the odds.</summary>
    Keep,
}

/// <summary>Where a change stands.</summary>
public enum ChangeState
{
    /// <summary>The manager has not let it go yet.</summary>
    Draft,

    /// <summary>The client is asked.</summary>
    Asked,

    /// <summary>An option was chosen and the baseline changed.</summary>
    Chosen,

    /// <summary>The client turned it down, or made a counter-offer.</summary>
    TurnedDown,

    /// <summary>The manager took it back.</summary>
    Withdrawn,
}

/// <summary>A change and where it stands.</summary>
/// <param name="Change">The change as last proposed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When it was proposed.</param>
public sealed record ChangeRecord(Change Change, ChangeState State, string By, Instant At)
{
    /// <summary>The option chosen; none so far.</summary>
    public string? Chosen { get; init; }

    /// <summary>How it was taken back; none where it was not, or before that was kept here.</summary>
    public ChangeWithdrawal? Withdrawal { get; init; }
}

/// <summary>How a change was taken back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who took it back; <c>forecast</c> where nobody had to.</param>
/// <param name="WasDraft">Whether it had not been let go, so that no client has seen it.</param>
public sealed record ChangeWithdrawal(string Reason, string By, bool WasDraft);

/// <summary>An agreed date that was moved by a change.</summary>
/// <param name="Milestone">Which milestone.</param>
/// <param name="From">Date before.</param>
/// <param name="To">Date since.</param>
/// <param name="Change">Which change.</param>
/// <param name="By">Names of those who agreed.</param>
/// <param name="At">When.</param>
public sealed record AgreedMove(
    string Milestone, LocalDate From, LocalDate To, string Change, string By, Instant At);
