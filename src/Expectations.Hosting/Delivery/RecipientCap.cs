namespace Expectations.Hosting.Delivery;

/// <summary>
/// Keeps one mailbox from getting more routine letters within a day than someone reads, from however many projects;
/// what is too much waits, and goes out of date where a newer letter covers it.
/// </summary>
/// <remarks>Counts in memory: after a start a mailbox may get a day's worth once more.</remarks>
/// <param name="most">Routine letters within any 24 hours.</param>
sealed class RecipientCap(int most)
{
    const int Mailboxes = 50_000;
    static readonly Duration Day = Duration.FromDays(1);

    readonly Lock gate = new();
    readonly Dictionary<string, List<Instant>> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a place for one letter.</summary>
    /// <returns>How long it has to wait; none where it may go now.</returns>
    internal Duration? TryTake(string recipient, Instant now)
    {
        lock (gate)
        {
            var places = PlacesOf(recipient, now);
            if (places.Count >= most)
                return places[0] + Day - now;
            places.Add(now);
            return null;
        }
    }

    /// <summary>Gives the place of a letter back that did not go.</summary>
    internal void GiveBack(string recipient, Instant takenAt)
    {
        lock (gate)
            if (taken.TryGetValue(recipient, out var places))
                places.Remove(takenAt);
    }

    List<Instant> PlacesOf(string recipient, Instant now)
    {
        if (taken.Count > Mailboxes)
            foreach (
                var stale in taken.Where(t => t.Value.TrueForAll(at => now - at >= Day)).Select(t => t.Key).ToList())
                taken.Remove(stale);
        if (!taken.TryGetValue(recipient, out var places))
            taken[recipient] = places = [];
        places.RemoveAll(at => now - at >= Day);
        return places;
    }
}
