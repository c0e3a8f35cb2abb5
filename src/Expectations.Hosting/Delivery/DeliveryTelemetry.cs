using System.Diagnostics;
using System.Diagnostics.Metrics;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Delivery;

/// <summary>What can be watched from outside. No tag ever names a person or an address.</summary>
static class DeliveryTelemetry
{
    const string Name = "Expectations";

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "expectations.letter.attempts", "{attempt}", "Attempts to deliver a letter, by outlet and outcome.");

    static readonly Histogram<double> Length = Meter.CreateHistogram<double>(
        "expectations.letter.duration", "s", "How long an attempt took.");

    public static Activity? Start(OutboxRow row, IOutlet outlet) => Source
        .StartActivity("deliver letter", ActivityKind.Client)
        ?.SetTag("expectations.project", row.ProjectId)
        .SetTag("expectations.letter.kind", row.Key.Kind)
        .SetTag("expectations.letter.attempt", row.Attempts)
        .SetTag("expectations.outlet", outlet.Name);

    public static void Record(Activity? activity, IOutlet outlet, AttemptResult result, TimeSpan took)
    {
        var tags = new TagList
        {
            { "expectations.outlet", outlet.Name },
            { "expectations.result", result.ToString() },
        };
        Attempts.Add(1, tags);
        Length.Record(took.TotalSeconds, tags);
        activity?.SetTag("expectations.result", result.ToString());
        if (result is not AttemptResult.Accepted)
            activity?.SetStatus(ActivityStatusCode.Error);
    }
}
