using System.Diagnostics;
using Expectations.Core;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// What can be watched of decisions from outside: kinds of facts and events, never what is in them.
/// </summary>
static class LedgerTelemetry
{
    static readonly ActivitySource Source = new("Expectations");

    public static Activity? Start(string projectId, Fact fact) => Source
        .StartActivity("decide")
        ?.SetTag("expectations.project", projectId)
        .SetTag("expectations.fact", fact.GetType().Name);

    public static void Record(Activity? activity, Decision decision)
    {
        if (activity is null)
            return;
        activity.SetTag("expectations.events", string.Join(' ', decision.Events.Select(e => e.GetType().Name)));
        activity.SetTag("expectations.letters", decision.Effects.OfType<SendLetter>().Count());
    }
}
