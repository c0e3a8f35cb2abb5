using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Microsoft.Extensions.Logging;

namespace Expectations.Integrations.Mail.Acs;

/// <summary>Brings what became of letters, after the communication service had taken them, to their ledgers.</summary>
sealed class DeliveryReportBook(
    ILedgerStore store, INotebook notes, IFactSink facts, IClock clock, ILogger<DeliveryReportBook> logger)
{
    readonly SentLetters sent = new(notes);

    /// <summary>Takes one report.</summary>
    /// <returns>Whether it is dealt with, and the project it moved; one that came too early is to be sent
    /// again.</returns>
    internal async Task<(bool Done, string? Project)> TakeAsync(
        GridEvent report, CancellationToken cancellation = default)
    {
        var data = report.Data;
        if (Words(data?.Status) is not { } words || !Guid.TryParse(data?.MessageId, out var id))
            return (true, null);
        if (await sent.FindAsync(id, cancellation) is not { } letter)
        {
            logger.LogWarning("A delivery report ({Status}) is about no letter of these ledgers.", words);
            return (true, null);
        }
        // The report may be faster than the commit that says it was sent.
        if ((await store.OutboxAsync(letter.ProjectId, cancellation)).Any(row => row.Key == letter.Key))
            return (false, null);
        var said = AddressMask.Hide(data.DeliveryStatusDetails?.StatusMessage, data.Recipient);
        var fact = new LetterSettled(clock.GetCurrentInstant(), letter.Key, LetterOutcome.Bounced, letter.ContentHash,
            $"{words} {said}".TrimEnd())
        { Id = $"eventgrid:{report.Id}" };
        await facts.ApplyAsync(letter.ProjectId, fact, cancellation);
        logger.LogInformation("Letter {Key} of {Project} did not arrive. {Words}", letter.Key, letter.ProjectId, words);
        return (true, letter.ProjectId);
    }

    // Delivered and Expanded need nothing: that the letter was sent is on record.
    static string? Words(string? status) => status?.ToUpperInvariant() switch
    {
        "BOUNCED" => "The address does not exist or refuses mail.",
        "SUPPRESSED" => "The address bounced before and is on the communication service's suppression list.",
        "FAILED" => "The receiving server did not take it in the end.",
        "FILTEREDSPAM" => "The receiving server took it for spam.",
        "QUARANTINED" => "The receiving server holds it in quarantine.",
        _ => null,
    };
}

/// <summary>An event as Event Grid posts it; only what is used here.</summary>
sealed record GridEvent(string? Id, string? EventType, GridData? Data)
{
    /// <summary>What to answer to prove that this address takes events; none for other events.</summary>
    internal string? ValidationCode =>
        EventType == "Microsoft.EventGrid.SubscriptionValidationEvent" ? Data?.ValidationCode : null;
}

/// <summary>The content of an event; which parts are there depends on its type.</summary>
sealed record GridData(
    string? ValidationCode, string? MessageId, string? Recipient, string? Status, GridDetails? DeliveryStatusDetails);

/// <summary>What the receiving server said.</summary>
sealed record GridDetails(string? StatusMessage);
