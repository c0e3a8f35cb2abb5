using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Expectations.Hosting.Webhooks;

namespace Expectations.Hosting.Delivery;

/// <summary>
/// Keeps one mailbox from getting more routine letters within a day than someone reads, from however many projects;
/// what is too much waits, and goes out of date where a newer letter covers it.
/// </summary>
/// <param name="most">Routine letters within any 24 hours.</param>
/// <param name="notes">
/// Where the places taken are kept, by a digest of the address: a restart, or another instance, knows them too. None
/// keeps them for as long as the process lives.
/// </param>
sealed class RecipientCap(int most, INotebook? notes)
{
    /// <summary>Why a letter waits, for the outbox page.</summary>
    internal const string Why = "The mailbox has had enough routine letters for a day.";

    const string Shelf = "letters-a-day";
    static readonly Duration Day = Duration.FromDays(1);

    readonly ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);

    /// <summary>Takes a place for one letter.</summary>
    /// <returns>How long it has to wait; none where it may go now.</returns>
    internal async ValueTask<Duration?> TryTakeAsync(
        string recipient, Instant now, CancellationToken cancellation = default)
    {
        Duration? wait = null;
        await ChangeAsync(
            recipient,
            places =>
            {
                places.RemoveAll(at => now - at >= Day);
                wait = places.Count < most ? null : places[0] + Day - now;
                if (wait is null)
                    places.Add(now);
            },
            cancellation);
        return wait;
    }

    /// <summary>Gives the place of a letter back that did not go.</summary>
    internal ValueTask GiveBackAsync(string recipient, Instant takenAt) =>
        // The letter has been tried; what is known of it is kept even where the round is being ended.
        ChangeAsync(recipient, places => places.Remove(takenAt), CancellationToken.None);

    ValueTask ChangeAsync(string recipient, Action<List<Instant>> change, CancellationToken cancellation)
    {
        var key = KeyOf(recipient);
        if (notes is not null)
            return notes.ChangeAsync(Shelf, key, note => Changed(note, change), cancellation);
        kept.AddOrUpdate(key, _ => Changed(null, change) ?? [], (_, note) => Changed(note, change) ?? []);
        return ValueTask.CompletedTask;
    }

    static byte[]? Changed(byte[]? note, Action<List<Instant>> change)
    {
        var places = Read(note);
        change(places);
        return places.Count == 0
            ? null
            : Encoding.ASCII.GetBytes(string.Join(
                ' ', places.Select(at => at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture))));
    }

    static List<Instant> Read(byte[]? note) =>
    [
        .. Encoding.ASCII.GetString(note ?? []).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(ticks => Instant.FromUnixTimeTicks(long.Parse(ticks, CultureInfo.InvariantCulture))),
    ];

    static string KeyOf(string recipient) =>
        Sha256Hex.Of(recipient.ToLowerInvariant());
}
