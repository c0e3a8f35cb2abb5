using System.Globalization;
using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Hosting.Pages.Http;
using Microsoft.Extensions.Primitives;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>The form in which a manager writes a change: one block for each kind of option.</summary>
static class ChangeForm
{
    /// <summary>A change nobody has written anything into yet.</summary>
    internal static Change Empty(LedgerState state) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"change-{state.Changes.Count + 1}"),
        Title = "",
        Reason = "",
    };

    /// <summary>The option of a kind; none where it is not offered.</summary>
    internal static ChangeOption? Of(Change change, OptionKind kind) =>
        change.Options.FirstOrDefault(o => o.Kind == kind);

    /// <summary>What the fields of an option's block begin with.</summary>
    internal static string Prefix(OptionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The change a form describes; none where the form is about something else.</summary>
    /// <exception cref="FormatException">A field cannot be read; the message says which and how to write
    /// it.</exception>
    internal static Change? Read(Dictionary<string, StringValues> form) => !form.ContainsKey("change")
        ? null
        : new Change
        {
            Id = form.Text("change"),
            Title = form.Text("title"),
            Reason = form.Text("why"),
            Options =
                [.. Enum.GetValues<OptionKind>().Where(k => form.ContainsKey(Prefix(k))).Select(k => Option(form, k))],
        };

    static ChangeOption Option(Dictionary<string, StringValues> form, OptionKind kind)
    {
        var prefix = Prefix(kind);
        return new ChangeOption
        {
            Id = form.Text(prefix),
            Kind = kind,
            Words = form.Some($"{prefix}-words"),
            Dates = form.Keys.Where(k =>
                k.StartsWith($"{prefix}-date-", StringComparison.Ordinal) && form.Text(k).Length > 0)
                .ToImmutableSortedDictionary(k => k[$"{prefix}-date-".Length..], k =>
                    Day(form, k)!.Value, StringComparer.Ordinal),
            Drops = [.. form.GetValueOrDefault($"{prefix}-drop").OfType<string>()],
            Cost = form.Some($"{prefix}-cost") is { } cost ? Money(cost) : null,
            Saves = form.Some($"{prefix}-saves") is { } saved ? Money(saved) : null,
            Currency = form.Some($"{prefix}-currency"),
            P50 = Day(form, $"{prefix}-p50"),
            P85 = Day(form, $"{prefix}-p85"),
            Odds = form.Some($"{prefix}-odds") is { } odds ? Percent(odds) : null,
        };
    }

    static LocalDate? Day(Dictionary<string, StringValues> form, string field) =>
        form.Some(field) is not { } text
        ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }
            ? day
            : throw new FormatException($"“{text}” is no date; write year-month-day, for example 2027-03-31.");

    static decimal Money(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost)
            ? cost
            : throw new FormatException($"“{text}” is no amount; write digits, for example 1200.50.");

    static int Percent(string text) =>
        int.TryParse(text.TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var odds)
            ? odds
            : throw new FormatException($"“{text}” are no odds; write percent from 0 to 100.");
}
