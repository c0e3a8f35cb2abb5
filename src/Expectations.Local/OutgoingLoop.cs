using Expectations.Integrations.Webhooks.Outgoing;

namespace Expectations.Local;

/// <summary>Looks every few seconds whether somebody is to be told of something.</summary>
sealed class OutgoingLoop(OutgoingWebhooks outgoing, ILogger<OutgoingLoop> logger)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>Goes on until it is cancelled. A round that fails is followed by the next.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
                await RoundAsync(cancellation);
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to end.
        }
    }

    async Task RoundAsync(CancellationToken cancellation)
    {
        try
        {
            await outgoing.RunAsync(cancellation);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            logger.LogError(trouble, "Others could not be told of everything; the next round goes on.");
        }
    }
}
