using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Expectations.Hosting.Ledgers;

/// <summary>What checking an export came to.</summary>
/// <param name="ProjectId">Whose ledger; none where the header cannot be read.</param>
/// <param name="Events">Events found in order before the end or the first bad line.</param>
/// <param name="Head">Hash of the last of these events, lower-case hex.</param>
/// <param name="BadLine">
/// First bad line, counted from 1; none where the export is whole and unchanged.
/// </param>
/// <param name="Problem">What is wrong with it, in words; none where nothing is.</param>
public sealed record LedgerVerification(
    string? ProjectId, long Events, string Head, long? BadLine = null, string? Problem = null)
{
    /// <summary>Events of which only the hash is there, because the reader may not see them.</summary>
    public long Withheld { get; init; }

    /// <summary>Whether the export is whole and unchanged.</summary>
    public bool IsIntact => BadLine is null;
}

/// <summary>
/// Checks an exported ledger line by line, offline, in memory that does not grow with its length.
/// </summary>
/// <remarks>
/// Every line must be, byte for byte, the line <see cref="LedgerExport"/> would have written after the one
/// before. Someone who rewrites a whole export can chain it anew; compare <see
/// cref="LedgerVerification.Head"/> with a head known from elsewhere to rule that out.
/// </remarks>
public sealed class LedgerVerifier
{
    const int LongestLine = 64 * 1024 * 1024;
    const int SealLength = 75;

    string? project;
    string statedHead = "";
    string? statedWithheld;
    long statedCount;
    long events;
    long withheld;
    readonly IncrementalHash withheldSum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    byte[] head = LedgerChain.Origin.ToArray();

    LedgerVerifier()
    {
    }

    /// <summary>Checks an export to its end or to the first bad line.</summary>
    /// <param name="export">NDJSON as <see cref="LedgerExport"/> writes it; stays open.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static async Task<LedgerVerification> VerifyAsync(
        Stream export, CancellationToken cancellation = default)
    {
        var verifier = new LedgerVerifier();
        var line = 0L;
        await foreach (var bytes in LinesAsync(export, cancellation))
        {
            line++;
            if (verifier.ProblemOf(line, bytes) is { } problem)
                return verifier.Report(line, problem);
        }

        return verifier.Conclude(line);
    }

    string? ProblemOf(long line, byte[]? bytes)
    {
        if (bytes is null)
            return $"the line is longer than {LongestLine / (1024 * 1024)} MiB, which no event is";
        return line == 1 ? ProblemOfHeader(bytes) : ProblemOfEvent(bytes);
    }

    LedgerVerification Conclude(long lines)
    {
        if (lines == 0)
            return Report(1, "the file is empty");
        if (events < statedCount)
            return Report(lines + 1, $"the file ends after event {events} of {statedCount}");
        if (statedWithheld is not null && statedWithheld != Hex(withheldSum.GetCurrentHash()))
            return Report(1, "the hash of a withheld event was changed");
        return !string.Equals(Hex(head), statedHead, StringComparison.Ordinal)
            ? Report(1, $"the header names the head {statedHead}, but the last event's hash is {Hex(head)}")
            : new(project, events, Hex(head)) { Withheld = withheld };
    }

    LedgerVerification Report(long line, string problem) => new(project, events, Hex(head), line, problem);

    string? ProblemOfHeader(ReadOnlySpan<byte> line)
    {
        if (line.Length <= SealLength || !line.EndsWith(LedgerExport.Seal(line[..^SealLength])))
            return "the header does not match its seal: it was changed, or this is no exported ledger";
        try
        {
            using var header = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            var format = header.RootElement.GetProperty("format").GetInt32();
            if (format != LedgerExport.FormatVersion)
                return $"the export has format {format}, which a newer version of this program can check";
            project = header.RootElement.GetProperty("project").GetString();
            statedCount = header.RootElement.GetProperty("count").GetInt64();
            statedHead = header.RootElement.GetProperty("head").GetString() ?? "";
            statedWithheld = header.RootElement.TryGetProperty("withheld", out var sum) ? sum.GetString() : null;
            return null;
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return "the header lacks project, format, count or head";
        }
    }

    string? ProblemOfEvent(ReadOnlySpan<byte> line)
    {
        var expected = events + 1;
        if (expected > statedCount)
            return $"the header announces {statedCount} events, but there are more lines";
        if (WithheldHash(line, expected) is { } hidden)
        {
            withheldSum.AppendData(hidden);
            (events, withheld, head) = (expected, withheld + 1, hidden);
            return statedWithheld is null ? $"event {expected} is withheld, which the header does not say" : null;
        }
        // The length of a line's start depends on the sequence number only, never on the hash.
        var length = LedgerExport.LineStart(expected, head).Length;
        var bytes = line.Length > length && line[^1] == '}' ? line[length..^1] : default;
        var hash = LedgerChain.Hash(head, bytes);
        if (bytes.IsEmpty || !line.StartsWith(LedgerExport.LineStart(expected, hash)))
            return SequenceOf(line) is { } found && found != expected
                ? $"event {found} stands where event {expected} belongs: lines are missing or out of order"
                : $"event {expected} does not match its hash: it was changed, moved or cut off";
        events = expected;
        head = hash;
        return null;
    }

    /// <summary>The hash in the line of a withheld event; none where it is no such line.</summary>
    static byte[]? WithheldHash(ReadOnlySpan<byte> line, long sequence)
    {
        const string Start = "\"hash\":\"";
        var hash = new byte[SHA256.HashSizeInBytes];
        var at = line.IndexOf("\"hash\":\""u8) + Start.Length;
        return at >= Start.Length && line.Length >= at + (2 * hash.Length)
            && Convert.FromHexString(line.Slice(at, 2 * hash.Length), hash, out _, out _) == OperationStatus.Done
            && LedgerExport.WithheldLine(sequence, hash).AsSpan()[..^1].SequenceEqual(line)
                ? hash
                : null;
    }

    static long? SequenceOf(ReadOnlySpan<byte> line)
    {
        var start = "{\"seq\":"u8;
        return line.StartsWith(start)
            && Utf8Parser.TryParse(line[start.Length..], out long sequence, out _)
            ? sequence
            : null;
    }

    static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    /// <summary>
    /// Lines as bytes, because a changed byte may be no valid text; none for one too long to be read.
    /// </summary>
    static async IAsyncEnumerable<byte[]?> LinesAsync(
        Stream export, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(export, new(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > LongestLine)
                yield return null;
            if (read.IsCompleted && !rest.IsEmpty)
                yield return rest.ToArray();
            reader.AdvanceTo(read.IsCompleted ? read.Buffer.End : rest.Start, read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
    }
}
