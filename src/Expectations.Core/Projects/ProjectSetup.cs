using System.Text.Json.Serialization;
using Expectations.Core.Calendars;
using Expectations.Core.Forecasts;

namespace Expectations.Core.Projects;

/// <summary>All a project manager states once, when the project is registered.</summary>
public sealed record ProjectSetup
{
    /// <summary>Lower-case identity of the project: letters, digits and hyphens, at most 64.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the project as the client knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>IANA time zone the cadence and all dates of the project are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Everyone who receives letters; one manager and at least one decider or reader.</summary>
    public required ImmutableArray<Person> People { get; init; }

    /// <summary>When progress reports are due.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>Days and hours on which the client may be written to.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.MondayToFriday;

    /// <summary>Where the plan is read.</summary>
    public required PlanReference Plan { get; init; }

    /// <summary>What is agreed at the start; recorded as baseline version 1.</summary>
    public Baseline Baseline { get; init; } = new();

    /// <summary>Known risks, as the client may read them.</summary>
    public ImmutableArray<Risk> Risks { get; init; } = [];

    /// <summary>What has been promised, by whomever, before and besides the baseline.</summary>
    [AddedLater]
    public ImmutableArray<StatedPromise> Promises { get; init; } = [];

    /// <summary>How the client is asked to decide; none asks for no decisions.</summary>
    public DecisionRules? Decisions { get; init; }

    /// <summary>When the manager is warned, and who hears of it next; none warns of nothing.</summary>
    public WarningRules? Warnings { get; init; }

    /// <summary>Which published findings letters may quote; none quotes none.</summary>
    public EducationRules? Education { get; init; }

    /// <summary>How dates are forecast; none forecasts nothing.</summary>
    public ForecastRules? Forecasts { get; init; }

    /// <summary>How many letters a person gets at most, and how long silence may last.</summary>
    public NoiseBudget Noise { get; init; } = new();

    /// <summary>Which reports wait for the manager before they go.</summary>
    public ReviewRule Review { get; init; } = new();

    /// <summary>Colour, logo and footer of the letters.</summary>
    public Branding Branding { get; init; } = new();
}

/// <summary>What a person is to the project.</summary>
public enum Role
{
    /// <summary>Runs the project; gets warnings and reviews reports.</summary>
    Manager,

    /// <summary>Belongs to the client and may decide.</summary>
    Decider,

    /// <summary>Belongs to the client and is informed.</summary>
    Reader,

    /// <summary>Last rung of the ladder.</summary>
    Sponsor,
}

/// <summary>Someone who receives letters.</summary>
public sealed record Person
{
    /// <summary>Identity within the project, lower-case.</summary>
    public required string Id { get; init; }

    /// <summary>Name as written in letters.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>What the person is to the project.</summary>
    public required Role Role { get; init; }

    /// <summary>Language of the person's letters: <c>en</c>, <c>zh-Hant</c> or <c>zh-Hans</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA time zone of the person; the project's zone where none is given.</summary>
    public string? Zone { get; init; }

    /// <summary>Identity of the person who gets the letters when this one cannot be reached.</summary>
    public string? StandIn { get; init; }
}

/// <summary>Where the plan is read, or which PM tools keep it.</summary>
public sealed record PlanReference
{
    /// <summary>Identity of the Planner plan; none where PM tools keep the plan by webhooks.</summary>
    public string? PlanId { get; init; }

    /// <summary>Mailboxes of the team, asked for free and busy time; none asks nothing.</summary>
    public ImmutableArray<string> TeamMailboxes { get; init; } = [];

    /// <summary>Mailbox whose calendar holds the meetings with the client.</summary>
    public string? ClientCalendar { get; init; }

    /// <summary>Planner label that marks a task as waiting for the client, for example <c>category5</c>.</summary>
    public string? WaitingLabel { get; init; }

    /// <summary>Planner label that keeps a task out of every letter to the client.</summary>
    public string? InternalLabel { get; init; }

    /// <summary>Planner label that marks a task as against a boundary; one is enough to draft a change.</summary>
    public string? BoundaryLabel { get; init; }

    /// <summary>Treats every bucket that has a dated task as a milestone, besides those listed.</summary>
    public bool EveryBucketIsAMilestone { get; init; }

    /// <summary>
    /// What PM tools that call in stand for. Without a Planner plan they keep the plan; with one, only comments count.
    /// </summary>
    public WebhookPlan? Webhooks { get; init; }

    /// <summary>Whether the plan is kept from what PM tools tell.</summary>
    internal bool IsKeptByWebhooks => PlanId is null && Webhooks is not null;

    /// <summary>Whether the whole plan can be asked for.</summary>
    internal bool CanBeRead => !IsKeptByWebhooks || Webhooks!.Reconcile;
}

/// <summary>Something that may break a promise, with what is done about it.</summary>
public sealed record Risk
{
    /// <summary>Identity within the project.</summary>
    public required string Id { get; init; }

    /// <summary>What may happen.</summary>
    public required string Title { get; init; }

    /// <summary>What it would do to the project.</summary>
    public required string Effect { get; init; }

    /// <summary>What is being done against it.</summary>
    public required string Mitigation { get; init; }

    /// <summary>What happens instead if it comes true.</summary>
    public required string Alternative { get; init; }

    /// <summary>Likelihood from 1 (rare) to 5 (almost certain).</summary>
    public int Probability { get; init; } = 3;

    /// <summary>Weight from 1 (trifle) to 5 (breaks the project).</summary>
    public int Impact { get; init; } = 3;

    /// <summary>Why it may happen; clients do not read it.</summary>
    public string? Cause { get; init; }

    /// <summary>What shows that it is happening; clients do not read it.</summary>
    public string? Trigger { get; init; }

    /// <summary>Who watches it; clients do not read it.</summary>
    public string? Owner { get; init; }

    /// <summary>Identity of the milestone it threatens; none where it threatens the whole project.</summary>
    public string? Milestone { get; init; }

    /// <summary>Whether it can no longer come true; it stays in the register and nowhere else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOver { get; init; }
}

/// <summary>Which reports wait for the manager before they go.</summary>
public sealed record ReviewRule
{
    /// <summary>Which reports wait.</summary>
    public HoldWhen Hold { get; init; } = HoldWhen.Material;

    /// <summary>Working days of delay of a milestone from which on a report counts as moving a promise.</summary>
    public int MaterialDelayDays { get; init; } = 5;

    /// <summary>Hours a held report waits before <see cref="IfUnreviewed"/> applies; 0 waits for ever.</summary>
    public int PatienceHours { get; init; } = 48;

    /// <summary>What happens to a held report nobody reviewed.</summary>
    public IfUnreviewed IfUnreviewed { get; init; } = IfUnreviewed.KeepHolding;
}

/// <summary>Which reports wait for the manager.</summary>
public enum HoldWhen
{
    /// <summary>Those that turn red or move a promise.</summary>
    Material,

    /// <summary>All of them.</summary>
    Always,

    /// <summary>None of them.</summary>
    Never,
}

/// <summary>What happens to a held report nobody reviewed in time.</summary>
public enum IfUnreviewed
{
    /// <summary>It stays held and the manager is reminded once.</summary>
    KeepHolding,

    /// <summary>It goes as it is.</summary>
    Send,
}

/// <summary>Colour, logo and footer of the letters.</summary>
public sealed record Branding
{
    /// <summary>Name of the sender's organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>Main colour as <c>#rrggbb</c>.</summary>
    public string Colour { get; init; } = "#1f5f8b";

    /// <summary>HTTPS address of a logo.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Line below every letter.</summary>
    public string? Footer { get; init; }
}
