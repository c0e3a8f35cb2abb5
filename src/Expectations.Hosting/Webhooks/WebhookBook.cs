using System.Globalization;
using System.Text;
using System.Text.Json;
using Expectations.Core.Projects;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Webhooks;

/// <summary>
/// Notes on webhooks: who takes from which project of a tool, dead letters, what was ignored, and secrets that tools
/// handed over.
/// </summary>
/// <param name="notes">Where they are kept.</param>
public sealed class WebhookBook(INotebook notes)
{
    const string DeadLetters = "newest-dead-letters";
    const string Ignored = "ignored";
    const string Secrets = "secrets";
    const string Takers = "takers";
    const int DeadLettersKept = 60;
    const int SecretsKept = 32;

    /// <summary>Keeps from which projects of tools a project takes; what it took from before stays.</summary>
    internal async Task KeepTakerAsync(ProjectSetup setup, CancellationToken cancellation)
    {
        foreach (var from in setup.Plan.Webhooks?.From ?? [])
            await notes.ChangeAsync(
                Takers, TakerKey(from.Tool, from.Project),
                known => Names(known) is var names && names.Contains(setup.Id)
                    ? known
                    : JsonSerializer.SerializeToUtf8Bytes<ImmutableArray<string>>([.. names, setup.Id]),
                cancellation);
    }

    /// <summary>Projects that take from these projects of a tool, or did once.</summary>
    internal async Task<IReadOnlyCollection<string>> TakersAsync(
        Tool tool, IEnumerable<string> toolProjects, CancellationToken cancellation)
    {
        var takers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var project in toolProjects)
            takers.UnionWith(Names(await notes.FindAsync(Takers, TakerKey(tool, project), cancellation)));
        return takers;
    }

    /// <summary>Keeps that nobody could be given a delivery: the newest few of each tool, each once.</summary>
    public ValueTask KeepAsync(DeadLetter letter, CancellationToken cancellation = default) => notes.ChangeAsync(
        DeadLetters, ToolNames.Of(letter.Tool),
        known =>
        {
            var kept = Letters(known);
            return kept.Any(letter.IsSameAs)
                ? known
                : JsonSerializer.SerializeToUtf8Bytes<ImmutableArray<DeadLetter>>(
                    [.. kept.TakeLast(DeadLettersKept - 1), letter], LedgerJson.Options);
        },
        cancellation);

    /// <summary>The dead letters that are kept, newest first.</summary>
    public async ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellation = default)
    {
        var letters = new List<DeadLetter>();
        await foreach (var (_, note) in notes.ListAsync(DeadLetters, cancellation))
            letters.AddRange(Letters(note));
        return [.. letters.OrderByDescending(letter => letter.At)];
    }

    /// <summary>Counts a delivery that concerned no plan.</summary>
    public ValueTask CountIgnoredAsync(Tool tool, string eventType, CancellationToken cancellation = default) =>
        notes.ChangeAsync(
            Ignored, $"{ToolNames.Of(tool)}/{Plain(eventType)}",
            known => Encoding.ASCII.GetBytes((Number(known) + 1).ToString(CultureInfo.InvariantCulture)), cancellation);

    /// <summary>How many deliveries concerned no plan, by tool and event.</summary>
    public async ValueTask<IReadOnlyList<IgnoredCount>> IgnoredAsync(CancellationToken cancellation = default)
    {
        var counts = new List<IgnoredCount>();
        await foreach (var (key, note) in notes.ListAsync(Ignored, cancellation))
            if (key.Split('/', 2) is [var tool, var type])
                counts.Add(new IgnoredCount(tool, type, Number(note)));
        return [.. counts.OrderBy(c => c.Tool, StringComparer.Ordinal).ThenByDescending(c => c.Count)];
    }

    /// <summary>
    /// Keeps a secret a tool has handed over, sealed by a configured one; earlier ones stay good, as each board of a
    /// project has a hook of its own.
    /// </summary>
    public ValueTask KeepSecretAsync(
        Tool tool, string project, string secret, string sealedBy, CancellationToken cancellation = default) =>
        notes.ChangeAsync(
            Secrets, $"{ToolNames.Of(tool)}/{project}",
            known =>
            {
                var kept = known is null ? [] : JsonSerializer.Deserialize<ImmutableArray<byte[]>>(known);
                return JsonSerializer.SerializeToUtf8Bytes<byte[][]>(
                    [.. kept.TakeLast(SecretsKept - 1), SealedSecret.Seal(secret, sealedBy)]);
            },
            cancellation);

    /// <summary>Secrets a tool has handed over, as far as a configured one opens them.</summary>
    public async ValueTask<ImmutableArray<string>> SecretsAsync(
        Tool tool, string project, ImmutableArray<string> sealedBy, CancellationToken cancellation = default)
    {
        if (await notes.FindAsync(Secrets, $"{ToolNames.Of(tool)}/{project}", cancellation) is not { } note)
            return [];
        return [.. from kept in JsonSerializer.Deserialize<byte[][]>(note)!
                   from key in sealedBy
                   let secret = SealedSecret.Open(kept, key)
                   where secret is not null
                   select secret];
    }

    static long Number(byte[]? note) =>
        note is not null && long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;

    // What a stranger calls an event must not become many keys, or strange ones.
    static string Plain(string eventType) =>
        eventType.Length is > 0 and <= 64
        && eventType.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-')
            ? eventType
            : "other";

    static ImmutableArray<string> Names(byte[]? note) =>
        note is null ? [] : JsonSerializer.Deserialize<ImmutableArray<string>>(note);

    // Tools have names longer than keys may be.
    static string TakerKey(Tool tool, string project) =>
        Sha256Hex.Of($"{ToolNames.Of(tool)}\n{project.ToUpperInvariant()}");

    static ImmutableArray<DeadLetter> Letters(byte[]? note) =>
        note is null ? [] : JsonSerializer.Deserialize<ImmutableArray<DeadLetter>>(note, LedgerJson.Options);
}

/// <summary>A delivery nobody could be given.</summary>
/// <param name="At">When it came.</param>
/// <param name="Tool">Which tool sent it.</param>
/// <param name="Project">For which project its address was.</param>
/// <param name="Reason">Why nobody could be given it.</param>
/// <param name="DeliveryId">The tool's identity of the delivery.</param>
/// <param name="Fingerprint">SHA-256 of its body.</param>
/// <param name="Bytes">Length of its body.</param>
public sealed record DeadLetter(
    Instant At, Tool Tool, string Project, DeadLetterReason Reason, string DeliveryId, string Fingerprint, int Bytes)
{
    internal bool IsSameAs(DeadLetter other) => this with { At = other.At } == other;
}

/// <summary>Why nobody could be given a delivery.</summary>
public enum DeadLetterReason
{
    /// <summary>There is no such project, or none that takes from the tool's project.</summary>
    UnknownProject,

    /// <summary>Another body had come under the same identity.</summary>
    Contradicted,
}

/// <summary>How many deliveries concerned no plan.</summary>
public sealed record IgnoredCount(string Tool, string EventType, long Count);
