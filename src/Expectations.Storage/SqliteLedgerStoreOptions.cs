namespace Expectations.Storage;

/// <summary>How much room a <see cref="SqliteLedgerStore"/> takes.</summary>
public sealed record SqliteLedgerStoreOptions
{
    /// <summary>
    /// Bytes set aside beside the file, so that letters on their way can be settled when the disk is full; 0
    /// for none.
    /// </summary>
    public long ReserveBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes the file may grow to, rounded down to whole pages of 4 KiB; none for as far as the disk has
    /// room.
    /// </summary>
    public long? LargestBytes { get; init; }
}
