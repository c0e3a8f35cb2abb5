using Expectations.Core.Projects;
using Expectations.Hosting.Pages.Http;
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
            Id = form.Text("promise"),
            Statement = form.Text("statement"),
            Origin = form.Text("origin") switch
            {
                "sales-promise" => PromiseOrigin.SalesPromise,
                "market-comparison" => PromiseOrigin.MarketComparison,
                "contract" => PromiseOrigin.Contract,
                _ => PromiseOrigin.ClientAssumption,
            },
            Value = form.Some("value"),
            Backing = form.Some("backing"),
        };
}
