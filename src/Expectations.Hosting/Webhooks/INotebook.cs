namespace Expectations.Hosting.Webhooks;

/// <summary>
/// Durable notes beside the ledgers: what belongs to no project. Whatever a method has acknowledged survives the end
/// of the process.
/// </summary>
public interface INotebook
{
    /// <summary>A note; none where there is none.</summary>
    ValueTask<byte[]?> FindAsync(string shelf, string key, CancellationToken cancellation = default);

    /// <summary>Changes one note, as if nobody else wrote meanwhile.</summary>
    /// <param name="shelf">What kind of note; lower-case letters and hyphens.</param>
    /// <param name="key">Which one; at most 200 characters.</param>
    /// <param name="change">From the note as it is (none where there is none) to the note as it shall be, at most
    /// 60 000 bytes (none takes it away). May run several times.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask ChangeAsync(
        string shelf, string key, Func<byte[]?, byte[]?> change, CancellationToken cancellation = default);

    /// <summary>All notes of a kind, in no particular order.</summary>
    IAsyncEnumerable<(string Key, byte[] Note)> ListAsync(string shelf, CancellationToken cancellation = default);
}
