using System.Globalization;
using System.Net.Http.Headers;

namespace Expectations.Integrations.Plans;

/// <summary>Reads how long a service asks to wait.</summary>
static class RetryAfter
{
    static readonly Duration Longest = Duration.FromDays(1);

    /// <summary>The wait asked for, from 0 to a day; none where it cannot be told.</summary>
    /// <param name="header">Seconds or a moment.</param>
    /// <param name="date">The service's own clock, which a moment is compared with.</param>
    internal static Duration? Of(RetryConditionHeaderValue? header, DateTimeOffset? date) => header switch
    {
        { Delta: { } delta } => Within(Duration.FromTimeSpan(delta)),
        { Date: { } moment } when date is { } now => Within(Duration.FromTimeSpan(moment - now)),
        _ => null,
    };

    /// <summary>The wait asked for in the headers the SDK puts on its exceptions.</summary>
    internal static Duration? Of(IDictionary<string, IEnumerable<string>>? headers)
    {
        _ = RetryConditionHeaderValue.TryParse(First(headers, "Retry-After"), out var header);
        var hasDate = DateTimeOffset.TryParse(First(headers, "Date"), CultureInfo.InvariantCulture, out var date);
        return Of(header, hasDate ? date : null);
    }

    static string? First(IDictionary<string, IEnumerable<string>>? headers, string name) =>
        headers?.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    static Duration Within(Duration wait) => Duration.Max(Duration.Zero, Duration.Min(Longest, wait));
}
