using Expectations.Core.Letters;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Delivery;

/// <summary>Adds up what attempts running side by side lead to.</summary>
sealed class DeliveryTally
{
    readonly Lock gate = new();
    DeliverySummary total = new();

    public DeliverySummary Sum
    {
        get
        {
            lock (gate)
                return total;
        }
    }

    public void Settled(LetterOutcome outcome) => Update(sum => outcome switch
    {
        LetterOutcome.Sent => sum with { Sent = sum.Sent + 1 },
        LetterOutcome.Expired => sum with { Expired = sum.Expired + 1 },
        _ => sum with { Refused = sum.Refused + 1 },
    });

    public void PutBack(Instant retryAt)
    {
        Update(sum => sum with { PutBack = sum.PutBack + 1 });
        RetryAt(retryAt);
    }

    public void RetryAt(Instant moment) => Update(sum =>
        sum with { NextRetry = sum.NextRetry is { } earlier && earlier < moment ? earlier : moment });

    public void Stuck(OutboxRow row, string? detail) => Update(sum =>
        sum with { Stuck = sum.Stuck.Add(new(row.ProjectId, row.Key, row.Attempts, detail)) });

    public void BreakOff() => Update(sum => sum with { BrokenOff = true });

    void Update(Func<DeliverySummary, DeliverySummary> change)
    {
        lock (gate)
            total = change(total);
    }
}
