namespace Expectations.Hosting.Ledgers;

/// <summary>
/// The store cannot be used as it is: damaged, not a ledger, written by a newer version, or in use by someone
/// else. The message says what to do. Nothing may be sent until it is mended.
/// </summary>
public sealed class LedgerStoreUnusableException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>
/// A write was refused and nothing of it is stored; the message says why and what to do. The same write may
/// be tried again later.
/// </summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="isFull">Whether room has run out.</param>
/// <param name="inner">What the storage said.</param>
public sealed class LedgerNotWrittenException(string message, bool isFull, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>
    /// Whether room has run out: answer webhooks with 503 and send nothing more. Letters already on their way
    /// can still be settled.
    /// </summary>
    public bool IsFull { get; } = isFull;
}
