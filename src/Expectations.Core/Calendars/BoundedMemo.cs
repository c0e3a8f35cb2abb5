using System.Collections.Concurrent;

namespace Expectations.Core.Calendars;

/// <summary>Remembers what a pure function gave; forgets everything when it has grown too large.</summary>
sealed class BoundedMemo<TKey, TValue>(int capacity, Func<TKey, TValue> compute)
    where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TValue> _known = new();

    internal TValue this[TKey key]
    {
        get
        {
            if (_known.TryGetValue(key, out var value))
                return value;
            if (_known.Count >= capacity)
                _known.Clear();
            return _known[key] = compute(key);
        }
    }
}
