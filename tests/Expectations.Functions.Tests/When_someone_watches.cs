using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Functions.Tests;

public sealed class When_someone_watches
{
    [Fact]
    public async Task They_see_the_way_from_fact_to_decision_to_letter_and_no_address()
    {
        var spans = new ConcurrentQueue<Activity>();
        var measured = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Expectations",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var meter = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == "Expectations")
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        meter.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => measured.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        meter.Start();
        await using var world = new World();
        // Other tests run beside this one; theirs are other projects.
        await world.RegisterAsync(A.Project with { Id = "watched" });
        await world.SweepAsync();
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));

        var ours = spans.Where(span => (string?)span.GetTagItem("expectations.project") == "watched").ToList();
        Assert.Contains(ours, span => span.OperationName == "decide" && Tag(span, "events").Contains("ReportIssued"));
        Assert.Contains(ours, span => span.OperationName == "deliver letter" && Tag(span, "result") == "Accepted");
        Assert.Contains(ours, span => span.OperationName == "decide" && Tag(span, "events") == "LetterSent");
        Assert.Contains(measured, line => line.StartsWith("expectations.letter.attempts", StringComparison.Ordinal));
        Assert.DoesNotContain(ours.SelectMany(span => span.Tags), tag => tag.Value?.Contains('@') == true);
        Assert.DoesNotContain(measured, line => line.Contains('@'));
    }

    static string Tag(Activity span, string name) => span.GetTagItem($"expectations.{name}")?.ToString() ?? "";
}
