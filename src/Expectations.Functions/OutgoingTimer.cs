using Expectations.Integrations.Webhooks.Outgoing;
using Microsoft.Azure.Functions.Worker;

namespace Expectations.Functions;

/// <summary>Every minute, tells others of decisions and warnings; a timer runs once at a time.</summary>
/// <param name="outgoing">Tells them.</param>
public sealed class OutgoingTimer(OutgoingWebhooks outgoing)
{
    /// <summary>One round.</summary>
    [Function(nameof(OutgoingTimer))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation = default) =>
        outgoing.RunAsync(cancellation);
}
