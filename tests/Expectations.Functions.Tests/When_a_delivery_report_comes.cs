using System.Text;
using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail.Acs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Functions.Tests;

public sealed class When_a_delivery_report_comes : IAsyncLifetime
{
    static readonly LetterKey ToHugh = new("report", "2026-09-04", "hugh", 0);

    readonly World world = new();

    public async Task InitializeAsync()
    {
        await world.RegisterAsync();
        await world.RegisterAsync(A.Project with { Id = "another" });
        await world.SweepAsync();
        await world.ReachAsync(A.FirstReport + Duration.FromHours(12));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task The_handshake_is_answered_with_the_code()
    {
        var answer = await PostAsync(
            """
            [{"id":"1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d38b6",
              "validationUrl":"https://evil.example"},"eventTime":"2026-09-01T00:00:00Z"}]
            """);

        Assert.Equal("""{"validationResponse":"512d38b6"}""", JsonSerializer.Serialize(Assert.IsType<OkObjectResult>(answer).Value));
    }

    [Theory]
    [InlineData("Bounced", "does not exist")]
    [InlineData("Failed", "did not take it")]
    [InlineData("FilteredSpam", "for spam")]
    [InlineData("Quarantined", "quarantine")]
    [InlineData("Suppressed", "suppression list")]
    public async Task Fault_54_a_letter_that_did_not_arrive_goes_to_the_stand_in(string status, string words)
    {
        var answer = await PostAsync(Report(status));

        Assert.IsType<OkResult>(answer);
        var failed = Assert.Single((await world.LedgerAsync()).OfType<LetterFailed>());
        Assert.Equal((ToHugh, LetterOutcome.Bounced), (failed.Key, failed.Outcome));
        Assert.Contains(words, failed.Detail);
        Assert.Contains("550 no (address) here", failed.Detail);
        await world.ReachAsync(world.Engine.Now + Duration.FromDays(3));
        Assert.Contains(world.Sent, letter => letter.Recipient == "sue@harbour.example");
        Assert.Empty((await world.LedgerAsync("another")).OfType<LetterFailed>());
    }

    [Theory]
    [InlineData("Delivered")]
    [InlineData("Expanded")]
    [InlineData("SomethingNew")]
    public async Task A_letter_that_arrived_needs_nothing(string status)
    {
        var ledger = await world.LedgerAsync();

        Assert.IsType<OkResult>(await PostAsync(Report(status)));

        Assert.Equal(ledger.Count, (await world.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Fault_10_the_same_report_again_has_no_effect()
    {
        await PostAsync(Report("Bounced"));
        var ledger = await world.LedgerAsync();

        Assert.IsType<OkResult>(await PostAsync(Report("Bounced")));

        Assert.Equal(ledger.Count, (await world.LedgerAsync()).Count);
    }

    [Fact]
    public async Task A_report_about_a_strange_letter_is_passed_over()
    {
        Assert.IsType<OkResult>(await PostAsync(Report("Bounced", Guid.Parse("11111111-2222-8333-8444-555555555555"))));
        Assert.IsType<OkResult>(await PostAsync(Report("Bounced", SentLetters.OperationOf("webshop", ToHugh with { Revision = 9 }))));
        Assert.Empty((await world.LedgerAsync()).OfType<LetterFailed>());
    }

    [Fact]
    public async Task A_report_faster_than_our_own_commit_is_asked_for_again()
    {
        await using var slow = new World { Outlet = _ => new Attempt(AttemptResult.Ambiguous) };
        await slow.RegisterAsync();
        await slow.SweepAsync();
        await slow.ReachAsync(A.FirstReport + Duration.FromMinutes(1));

        var answer = await PostAsync(Report("Bounced"), at: slow);

        Assert.Equal(503, Assert.IsType<StatusCodeResult>(answer).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("not json")]
    public async Task What_is_no_event_is_refused(string body) =>
        Assert.IsType<BadRequestResult>(await PostAsync(body));

    [Theory]
    [InlineData("[]")]
    [InlineData("[null,{}]")]
    [InlineData("""[{"data":{"status":"Bounced","messageId":"no guid"}}]""")]
    public async Task What_says_nothing_changes_nothing(string body) =>
        Assert.IsType<OkResult>(await PostAsync(body));

    [Fact]
    public async Task Fault_16_a_huge_body_is_refused_unread() =>
        Assert.IsType<BadRequestResult>(await PostAsync("[]", length: 2_000_000));

    static string Report(string status, Guid? operation = null) =>
        $$"""
        [{"id":"0e0df3cb","subject":"sender/x/message/y","eventType":"Microsoft.Communication.EmailDeliveryReportReceived",
          "dataVersion":"1.0","metadataVersion":"1","eventTime":"2026-09-04T08:01:00Z",
          "data":{"sender":"letters@example.com","recipient":"hugh@harbour.example","internetMessageId":"<a@b>",
            "messageId":"{{operation ?? SentLetters.OperationOf("webshop", ToHugh)}}","status":"{{status}}",
            "deliveryStatusDetails":{"statusMessage":"550 no hugh@harbour.example here"},
            "deliveryAttemptTimestamp":"2026-09-04T08:01:00+00:00"} }]
        """;

    async Task<IActionResult> PostAsync(string body, long? length = null, World? at = null)
    {
        var host = at ?? world;
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentLength = length ?? context.Request.Body.Length;
        var reports = new DeliveryReports(
            host.Store, host.Notes, host.Runner, host.Engine, host.Bell, NullLoggerFactory.Instance);
        return await reports.TakeAsync(context.Request, host.Engine);
    }
}
