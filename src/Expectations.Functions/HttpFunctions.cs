using Expectations.Hosting.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Expectations.Functions;

/// <summary>Hands every request to the pages and the intake both hosts share; they know who may do what.</summary>
/// <param name="app">The shared pages and API.</param>
/// <param name="bell">Wakes projects after a request.</param>
/// <param name="sweeps">Knows when the last sweep ended, on whichever instance.</param>
public sealed class HttpFunctions(WebApp app, ClockBell bell, SweepLog sweeps)
{
    /// <summary>Pages, API and unsubscribe links: whatever no other function takes.</summary>
    /// <remarks>
    /// The Functions host tries routes in the order of function names, not by how exact they are, so the name of this
    /// one has to come after those of all other HTTP functions.
    /// </remarks>
    [Function("Pages")]
    public async Task<IActionResult> PagesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", Route = "{*path}")]
        HttpRequest request, [DurableClient] DurableTaskClient clocks)
    {
        bell.Use(clocks);
        await app.AnswerAsync(request.HttpContext);
        return new EmptyResult();
    }

    /// <summary>Health, for monitoring.</summary>
    [Function("Health")]
    public async Task<IActionResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request)
    {
        await sweeps.RefreshAsync(request.HttpContext.RequestAborted);
        await app.AnswerAsync(request.HttpContext);
        return new EmptyResult();
    }
}
