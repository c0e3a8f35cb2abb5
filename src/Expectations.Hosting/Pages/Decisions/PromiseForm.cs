using Expectations.Core.Projects;
using Microsoft.Extensions.Primitives;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>The form in which a manager records a promise.</summary>
static class PromiseForm
{
    /// <summary>The promise a form describes; none where the form is about something else.</summary>
    internal static StatedPromise? Read(Dictionary<string, StringValues> form) => !form.ContainsKey("promise")
        ? null
        : new StatedPromise
        {
            Id = Text(form, "promise") ?? "",
            Statement = (Text(form, "statement") ?? "").ReplaceLineEndings("\n"),
            Origin = Text(form, "origin") switch
            {
                "sales-promise" => PromiseOrigin.SalesPromise,
                "market-comparison" => PromiseOrigin.MarketComparison,
                "contract" => PromiseOrigin.Contract,
                _ => PromiseOrigin.ClientAssumption,
            },
            Value = Text(form, "value"),
            Backing = Text(form, "backing"),
        };

    static string? Text(Dictionary<string, StringValues> form, string field) =>
        form.GetValueOrDefault(field).ToString().Trim() is { Length: > 0 } text ? text : null;
}
