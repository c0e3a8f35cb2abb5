namespace Expectations.Core.Projects;

/// <summary>When the manager is warned, and how long a warning may lie before it goes up the ladder.</summary>
public sealed record WarningRules
{
    /// <summary>Working hours, eight a day, after which a warning nobody acknowledged goes to the deciders.</summary>
    public int HoursForManager { get; init; } = 16;

    /// <summary>Working hours after which a warning the deciders know goes to the sponsor.</summary>
    public int HoursForDecider { get; init; } = 24;

    /// <summary>
    /// Probability times impact from which on a risk is material, from 1 to 25; delays are judged by the review
    /// rule.
    /// </summary>
    public int MaterialWeight { get; init; } = 12;

    /// <summary>Working days a milestone must be late for a warning.</summary>
    public int LateDays { get; init; } = 2;

    /// <summary>Working days something may wait for the client without a warning.</summary>
    public int WaitingDays { get; init; } = 5;

    /// <summary>Share of a milestone's tasks, in percent, that must be overdue for a warning.</summary>
    public int OverduePercent { get; init; } = 20;

    /// <summary>Share of the signed tasks, in percent, that must have come on top for a warning.</summary>
    public int GrowthPercent { get; init; } = 10;

    /// <summary>
    /// Share of the team's working hours, in percent, that must be meetings before a milestone for a warning; 40 where
    /// none is given.
    /// </summary>
    public int? MeetingPercent { get; init; }

    /// <summary>
    /// Share of a milestone's tasks, in percent, that must be likely to be late for a warning; none does not judge
    /// tasks.
    /// </summary>
    public int? LikelyLatePercent { get; init; }
}
