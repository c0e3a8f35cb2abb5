using System.Text.Json;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Mail.Acs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Expectations.Functions;

/// <summary>Takes from Event Grid what became of letters after the communication service had taken them.</summary>
/// <param name="store">Tells whether a letter is still on its way.</param>
/// <param name="notes">Tell which letter a report is about.</param>
/// <param name="facts">Brings the facts to the ledgers.</param>
/// <param name="clock">Tells the present.</param>
/// <param name="bell">Wakes the project up: its letter may go to a stand-in.</param>
/// <param name="loggers">For operators.</param>
public sealed class DeliveryReports(
    ILedgerStore store, INotebook notes, IFactSink facts, IClock clock, ClockBell bell, ILoggerFactory loggers)
{
    /// <summary>Event Grid sends no more at once.</summary>
    const int LongestBody = 1024 * 1024;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    readonly DeliveryReportBook book = new(store, notes, facts, clock, loggers.CreateLogger<DeliveryReportBook>());

    /// <summary>Takes events; what is none is refused. The function key in the address proves who sends.</summary>
    [Function(nameof(DeliveryReports))]
    public async Task<IActionResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "reports/email")] HttpRequest request,
        [DurableClient] DurableTaskClient clocks)
    {
        bell.Use(clocks);
        var cancellation = request.HttpContext.RequestAborted;
        if (await ReadAsync(request, cancellation) is not { } events)
            return new BadRequestResult();
        foreach (var one in events.OfType<GridEvent>())
        {
            if (one.ValidationCode is { } code)
                return new OkObjectResult(new { validationResponse = code });
            var (done, project) = await book.TakeAsync(one, cancellation);
            // Event Grid sends again, for a day, what was not answered with success.
            if (!done)
                return new StatusCodeResult(StatusCodes.Status503ServiceUnavailable);
            if (project is not null)
                await bell.RingAsync(project);
        }
        return new OkResult();
    }

    static async Task<GridEvent?[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or > LongestBody)
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync<GridEvent?[]>(request.Body, Json, cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
