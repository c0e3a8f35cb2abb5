using System.Net;
using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Expectations.Integrations.Tests.Mail;

public sealed class When_letters_go_through_Graph
{
    const string Recipient = SampleLetter.Recipient;

    [Fact]
    public async Task It_posts_the_frozen_bytes_once_as_they_are()
    {
        string? path = null, type = null, body = null;
        var calls = 0;
        await using var graph = await GraphAsync(async http =>
        {
            calls++;
            (path, type) = (http.Request.Path, http.Request.ContentType);
            body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        var letter = SampleLetter.To();

        var attempt = await Outlet(graph).DeliverAsync(letter);

        Assert.Equal(new Attempt(AttemptResult.Accepted), attempt);
        Assert.Equal("/v1.0/users/mo@agency.example/sendMail", path);
        Assert.Equal("text/plain", type);
        Assert.Equal(letter.Mime.ToArray(), Convert.FromBase64String(body!));
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(429, "ApplicationThrottled", AttemptResult.TryAgain, "too busy", 17)]
    [InlineData(503, "ServiceUnavailable", AttemptResult.TryAgain, "too busy", 17)]
    [InlineData(401, "InvalidAuthenticationToken", AttemptResult.TryAgain, "sign-in", null)]
    [InlineData(403, "ErrorAccessDenied", AttemptResult.TryAgain, "Grant it Mail.Send", null)]
    [InlineData(404, "ErrorInvalidUser", AttemptResult.TryAgain, "mailbox that sends was not found", null)]
    [InlineData(400, "ErrorInvalidRecipients", AttemptResult.Refused, "refused the address", null)]
    [InlineData(400, "ErrorMimeContentInvalid", AttemptResult.LetterRefused, "refused the letter itself", null)]
    [InlineData(413, "RequestEntityTooLarge", AttemptResult.LetterRefused, "refused the letter itself", null)]
    [InlineData(500, "ErrorInternalServerError", AttemptResult.Ambiguous, "without saying", null)]
    [InlineData(504, "GatewayTimeout", AttemptResult.Ambiguous, "without saying", null)]
    public async Task Every_answer_is_told_apart_and_nothing_is_repeated_silently(
        int status, string code, AttemptResult result, string detail, int? retryAfter)
    {
        var calls = 0;
        await using var graph = await GraphAsync(async http =>
        {
            calls++;
            http.Response.StatusCode = status;
            if (retryAfter is not null)
                http.Response.Headers.RetryAfter = "17";
            await http.Response.WriteAsJsonAsync(new { error = new { code, message = $"Not for {Recipient}, sorry." } });
        });

        var attempt = await Outlet(graph).DeliverAsync(SampleLetter.To());

        Assert.Equal(result, attempt.Result);
        Assert.Contains(detail, attempt.Detail, StringComparison.Ordinal);
        Assert.Contains($"({status} {code}): Not for (address), sorry.", attempt.Detail, StringComparison.Ordinal);
        Assert.Equal(retryAfter is { } seconds ? Duration.FromSeconds(seconds) : null, attempt.RetryAfter);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Fault_51_an_answer_that_never_comes_means_it_may_have_arrived()
    {
        await using var graph = await GraphAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(AttemptResult.Ambiguous, (await Outlet(graph).DeliverAsync(SampleLetter.To())).Result);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_means_it_may_have_arrived()
    {
        await using var graph = await GraphAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted));

        var attempt = await Outlet(graph, TimeSpan.FromMilliseconds(300)).DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.Ambiguous, attempt.Result);
    }

    [Fact]
    public async Task Nothing_was_sent_where_nobody_answers_the_call()
    {
        var graph = await GraphAsync(_ => Task.CompletedTask);
        var outlet = Outlet(graph);
        await graph.DisposeAsync();

        Assert.Equal(AttemptResult.TryAgain, (await outlet.DeliverAsync(SampleLetter.To())).Result);
    }

    static GraphMailOutlet Outlet(WebApplication graph, TimeSpan? timeout = null)
    {
        var http = GraphClientFactory.Create();
        http.Timeout = timeout ?? TimeSpan.FromSeconds(30);
        var client = new GraphServiceClient(http, new AnonymousAuthenticationProvider(), $"{graph.Urls.First()}/v1.0");
        return new(client, "mo@agency.example");
    }

    static async Task<WebApplication> GraphAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
