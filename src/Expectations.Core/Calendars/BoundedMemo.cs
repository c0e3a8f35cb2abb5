using System.Collections.Concurrent;

namespace Expectations.Core.Calendars;

/// <summary>Remembers what a pure function gave; forgets everything when it has grown too large.</summary>
sealed class BoundedMemo<TKey, TValue>(int capacity, Func<TKey, TValue> compute)
    where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TValue> known = new();

    internal TValue this[TKey key]
    {
        get
        {
            if (known.TryGetValue(key, out var value))
                return value;
            if (known.Count >= capacity)
                known.Clear();
            return known[key] = compute(key);
        }
    }
}
