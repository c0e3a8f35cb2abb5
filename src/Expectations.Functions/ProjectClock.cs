using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Expectations.Functions;

/// <summary>
/// Waits for one project: advances it, delivers its letters, sleeps until a ring or the next due moment, and
/// begins anew. Decides nothing, so that its recorded order of calls never has to change.
/// </summary>
public static class ProjectClock
{
    /// <summary>Event that ends the sleep. It may get lost; the sweep rings again.</summary>
    public const string Ring = "ring";

    /// <summary>Who rings whatever is due, and so also what fails.</summary>
    public const string Sweep = "sweep";

    static readonly TaskOptions FiveAttempts = TaskOptions.FromRetryPolicy(
        new RetryPolicy(5, TimeSpan.FromSeconds(5), backoffCoefficient: 2, TimeSpan.FromMinutes(2)));

    /// <summary>A project that stays due, for whatever reason, must not spin.</summary>
    static readonly TimeSpan ShortestSleep = TimeSpan.FromSeconds(10);

    static readonly TimeSpan LongestPenance = TimeSpan.FromHours(1);

    /// <summary>One turn of the clock whose instance id is the project's id.</summary>
    [Function(nameof(ProjectClock))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var turn = context.GetInput<ClockTurn>() ?? new ClockTurn();
        var advanced = await TryAsync(context, nameof(Activities.AdvanceProject));
        var delivered = await TryAsync(context, nameof(Activities.DeliverLetters));
        var failed = advanced.Trouble ?? delivered.Trouble;
        var standing = delivered.Standing ?? advanced.Standing;
        var now = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        var wakeAt = failed is null ? standing?.NextDueAt : now + PenanceAfter(turn.Failures);
        context.SetCustomStatus(new ClockStatus(
            failed is null ? "waiting" : "failing", wakeAt, standing?.LastLetter, standing?.WaitingOn, failed));
        if (failed is not null)
            context.CreateReplaySafeLogger(nameof(ProjectClock)).LogError(
                "Project {Project} is failing ({Trouble}) and is tried again at {RetryAt}; the others go on.",
                context.InstanceId, failed, wakeAt);
        await SleepAsync(
            context, wakeAt is { } at && at < now + ShortestSleep ? now + ShortestSleep : wakeAt, failed is not null);
        context.ContinueAsNew(new ClockTurn(failed is null ? 0 : turn.Failures + 1));
    }

    // A project that fails every attempt keeps its clock: an ended one would need a person to start it again.
    static async Task<(ProjectStanding? Standing, string? Trouble)> TryAsync(
        TaskOrchestrationContext context, string activity)
    {
        try
        {
            return (await context.CallActivityAsync<ProjectStanding>(activity, context.InstanceId, FiveAttempts), null);
        }
        catch (TaskFailedException failure)
        {
            // The type alone: a message may hold what a service said about an address.
            return (null, $"{activity}: {failure.FailureDetails.ErrorType}");
        }
    }

    // What fails is left alone until its time, unless somebody has done something.
    static async Task SleepAsync(TaskOrchestrationContext context, DateTimeOffset? until, bool isFailing)
    {
        var ring = context.WaitForExternalEvent<string>(Ring);
        if (until is not { } moment)
        {
            await ring;
            return;
        }
        using var patience = new CancellationTokenSource();
        var timer = context.CreateTimer(moment.UtcDateTime, patience.Token);
        while (isFailing && await Task.WhenAny(ring, timer) == ring && await ring == Sweep)
            ring = context.WaitForExternalEvent<string>(Ring);
        if (await Task.WhenAny(ring, timer) == ring)
#pragma warning disable CA1849, MA0042 // CancelAsync would leave the orchestrator's thread.
            patience.Cancel();
#pragma warning restore CA1849, MA0042
    }

    static TimeSpan PenanceAfter(int failures)
    {
        var penance = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(failures, 6)));
        return penance < LongestPenance ? penance : LongestPenance;
    }
}

/// <summary>What one turn hands to the next. A storage format: members are only added.</summary>
/// <param name="Failures">Turns in a row that have failed.</param>
public sealed record ClockTurn(int Failures = 0);

/// <summary>What operators see of a clock.</summary>
/// <param name="State"><c>waiting</c>, or <c>failing</c> for one that needs a hand.</param>
/// <param name="WakesAt">When it wakes by itself; none when only a ring wakes it.</param>
/// <param name="LastLetter">The last letter an outlet took over.</param>
/// <param name="WaitingOn">Whom the project waits for; none when for nobody.</param>
/// <param name="Trouble">Which activity failed with what kind of error; none when none did.</param>
public sealed record ClockStatus(
    string State, DateTimeOffset? WakesAt, string? LastLetter, string? WaitingOn, string? Trouble);
