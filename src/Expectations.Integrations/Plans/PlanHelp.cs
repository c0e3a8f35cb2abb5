using System.Globalization;
using Expectations.Core;
using Expectations.Core.Plans;

namespace Expectations.Integrations.Plans;

/// <summary>What the doctor says of a plan.</summary>
static class PlanHelp
{
    internal static string Describe(PlanSnapshot plan)
    {
        var undated = plan.Tasks.Count(t => t.Due is null && !t.IsDone);
        var odd = plan.Tasks.Count(t => t.Flaw != PlanFlaw.None);
        return string.Create(CultureInfo.InvariantCulture,
            $"\"{plan.Title}\": {plan.Buckets.Length} buckets, {plan.Tasks.Length} tasks, "
            + $"{undated} open ones without a due date, {odd} with data that cannot be right.");
    }

    /// <summary>Whether a trouble is ours to mend or may pass by itself.</summary>
    internal static CheckOutcome Outcome(PlanTrouble trouble) =>
        trouble is PlanTrouble.Throttled or PlanTrouble.Unavailable
            ? CheckOutcome.Unknown
            : CheckOutcome.Failed;

    internal static ImmutableArray<string> Steps(PlanReadFailed failed) => failed.Trouble switch
    {
        PlanTrouble.NotFound =>
        [
            "Open the plan in Planner on the web; its address ends in the plan's identity.",
            "Compare it with planId in the project file.",
            "Check that the plan belongs to the tenant the application signs in to.",
        ],
        PlanTrouble.Throttled =>
            [string.Create(CultureInfo.InvariantCulture, $"Try again in {failed.RetryAfter?.TotalSeconds:0} seconds.")],
        PlanTrouble.Unavailable => ["Check the network and status.cloud.microsoft, then try again."],
        PlanTrouble.Incomplete => ["Try again; if it stays so, report what was found."],
        PlanTrouble.LimitReached => ["Open the plan in Planner; it says which limit is reached."],
        _ => ["See the sign-in above."],
    };
}
