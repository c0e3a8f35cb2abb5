using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Expectations.Core;

namespace Expectations.Hosting.Ledgers;

/// <summary>
/// Writes a ledger as NDJSON: a sealed header with project, count and head hash, then one line an event.
/// Anyone can check it with <see cref="LedgerVerifier"/>, without access to the store.
/// </summary>
public static class LedgerExport
{
    /// <summary>Version of the format this writes.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes a project's ledger as it stands now.</summary>
    /// <param name="store">Where the ledger is.</param>
    /// <param name="projectId">Whose ledger.</param>
    /// <param name="output">Where it is written to; stays open.</param>
    /// <param name="shows">
    /// Which events the reader may see; of the others only the hashes are written. None means all.
    /// </param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>False where the project has no ledger; nothing is written then.</returns>
    public static async Task<bool> WriteAsync(
        ILedgerStore store, string projectId, Stream output, Predicate<LedgerEvent>? shows = null,
        CancellationToken cancellation = default)
    {
        if (await store.LoadAsync(projectId, cancellation) is not { } slice)
            return false;
        var withheld = shows is null ? null
            : await WithheldAsync(store, projectId, slice.Sequence, shows, cancellation);
        await output.WriteAsync(Header(projectId, slice.Sequence, slice.HeadHash.Span, withheld), cancellation);
        await foreach (var chained in store.ReadAsync(projectId, 0, cancellation))
        {
            // Events appended meanwhile would not be covered by the header.
            if (chained.Sequence > slice.Sequence)
                break;
            if (shows?.Invoke(LedgerJson.ReadEvent(chained.Bytes.Span)) == false)
            {
                await output.WriteAsync(WithheldLine(chained.Sequence, chained.Hash.Span), cancellation);
                continue;
            }
            await output.WriteAsync(LineStart(chained.Sequence, chained.Hash.Span), cancellation);
            await output.WriteAsync(chained.Bytes, cancellation);
            await output.WriteAsync(LineEnd, cancellation);
        }

        await output.FlushAsync(cancellation);
        return true;
    }

    internal static ReadOnlyMemory<byte> LineEnd { get; } = "}\n"u8.ToArray();

    /// <summary>Everything of a line before the event's bytes.</summary>
    internal static byte[] LineStart(long sequence, ReadOnlySpan<byte> hash) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture,
            $"{{\"seq\":{sequence},\"hash\":\"{Convert.ToHexStringLower(hash)}\",\"event\":"));

    /// <summary>The line of an event the reader may not see: its hash still links the chain.</summary>
    internal static byte[] WithheldLine(long sequence, ReadOnlySpan<byte> hash) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture,
            $"{{\"seq\":{sequence},\"hash\":\"{Convert.ToHexStringLower(hash)}\",\"withheld\":true}}\n"));

    /// <summary>The seal is a hash over the header itself, which the chain does not cover.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> unsealed) => Encoding.UTF8.GetBytes(
        $",\"seal\":\"{Sha256Hex.Of(unsealed)}\"}}");

    /// <summary>
    /// One hash over those of all withheld events: between two of them the chain itself cannot be checked.
    /// </summary>
    static async Task<string> WithheldAsync(
        ILedgerStore store, string projectId, long until, Predicate<LedgerEvent> shows, CancellationToken cancellation)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var chained in store.ReadAsync(projectId, 0, cancellation))
            if (chained.Sequence <= until && !shows(LedgerJson.ReadEvent(chained.Bytes.Span)))
                sum.AppendData(chained.Hash.Span);
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    static byte[] Header(string projectId, long count, ReadOnlySpan<byte> head, string? withheld)
    {
        var project = JsonSerializer.Serialize(projectId, LedgerJson.Options);
        var hex = Convert.ToHexStringLower(head);
        var unsealed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{{\"project\":{project},\"format\":{FormatVersion},\"count\":{count},\"head\":\"{hex}\"{Sum(withheld)}"));
        return [.. unsealed, .. Seal(unsealed), (byte)'\n'];
    }

    static string Sum(string? withheld) => withheld is null ? "" : $",\"withheld\":\"{withheld}\"";
}
