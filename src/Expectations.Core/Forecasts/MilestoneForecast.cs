using System.Text.Json.Serialization;

namespace Expectations.Core.Forecasts;

/// <summary>When a milestone will be reached, with odds, or why that cannot be said.</summary>
/// <param name="Milestone">Identity of the milestone.</param>
public sealed record MilestoneForecast(string Milestone)
{
    /// <summary>
    /// Calendar days from the day of the forecast that suffice with chances of 5, 10, … 95 percent: nineteen numbers
    /// that never fall; none where there is no forecast. Where recorded, the seven for 5, 10, 25, 50, 75, 85 and 95
    /// percent, or all nineteen in ledgers of earlier versions.
    /// </summary>
    public ImmutableArray<int>? Days { get; init; }

    /// <summary>Why there is no forecast; none where there is one.</summary>
    public ForecastLack? Lack { get; init; }

    /// <summary>Open tasks that have to be done until then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Tasks { get; init; }

    /// <summary>Finished weeks of the project's own work that were counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Weeks { get; init; }

    /// <summary>Finished milestones of the organisation that were compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Cases { get; init; }

    /// <summary>How much each source counted; none where as in the forecast before.</summary>
    public ImmutableArray<ForecastOpinion>? Opinions { get; init; }
}

/// <summary>How much one source counted.</summary>
/// <param name="Source">Where the opinion comes from.</param>
/// <param name="Weight">Percent of the whole.</param>
public sealed record ForecastOpinion(ForecastVoice Source, int Weight);

/// <summary>Where an opinion on a date comes from.</summary>
public enum ForecastVoice
{
    /// <summary>Published overruns of software projects.</summary>
    PublishedOverruns,

    /// <summary>The pace of the project's own weeks.</summary>
    Pace,

    /// <summary>Due dates of the open tasks.</summary>
    TaskDates,

    /// <summary>Finished milestones of the organisation.</summary>
    Cases,
}

/// <summary>Why there is no forecast.</summary>
public enum ForecastLack
{
    /// <summary>The plan has no tasks of this milestone.</summary>
    NoTasks,

    /// <summary>Neither dates nor finished weeks nor finished milestones say anything.</summary>
    NothingToGoBy,

    /// <summary>Tasks are added faster than they are finished, and nothing else says when it ends.</summary>
    ScopeOutrunsWork,
}

/// <summary>What was made of a plan as it was read: the forecasts, and what could be done about bad ones.</summary>
/// <param name="Milestones">One forecast for each milestone not reached yet.</param>
public sealed record ForecastReading(ImmutableArray<MilestoneForecast> Milestones)
{
    /// <summary>Changes worked out for milestones whose agreed date has become unlikely.</summary>
    public ImmutableArray<WorkedOutChange> Changes { get; init; } = [];
}

/// <summary>A change worked out by forecasting again with each option.</summary>
/// <param name="Milestone">Whose agreed date is unlikely.</param>
/// <param name="Title">What it is about, on one line.</param>
/// <param name="Reason">Why it is needed, in words the client may read.</param>
/// <param name="Options">What can be done, each with its odds.</param>
public sealed record WorkedOutChange(
    string Milestone, string Title, string Reason, ImmutableArray<Changes.ChangeOption> Options);

/// <summary>Dates of milestones were forecast anew. Holds only those that differ materially from before.</summary>
/// <param name="At">When.</param>
/// <param name="Milestones">What is said of each.</param>
public sealed record ForecastMade(Instant At, ImmutableArray<MilestoneForecast> Milestones) : LedgerEvent(At)
{
    /// <summary>
    /// Milestones of which the same is said as before, counted from this day: they are as far off as they were.
    /// </summary>
    [AddedLater]
    public ImmutableArray<string> Again { get; init; } = [];
}
