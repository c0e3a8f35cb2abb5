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
    internal static Duration? Of(IDictionary<string, IEnumerable<string>>? headers) =>
        Of(First(headers, "Retry-After"), First(headers, "Date"));

    /// <summary>The wait asked for in headers as they were written.</summary>
    internal static Duration? Of(string? retryAfter, string? date)
    {
        _ = RetryConditionHeaderValue.TryParse(retryAfter, out var header);
        return Of(header, DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var now) ? now : null);
    }

    static string? First(IDictionary<string, IEnumerable<string>>? headers, string name) =>
        headers?.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    /// <summary>A wait kept between none and a day.</summary>
    internal static Duration Within(Duration wait) => Duration.Max(Duration.Zero, Duration.Min(Longest, wait));
}
