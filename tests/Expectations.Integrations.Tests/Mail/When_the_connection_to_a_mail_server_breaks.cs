using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

public sealed class When_the_connection_to_a_mail_server_breaks
{
    static readonly Duration Short = Duration.FromMilliseconds(300);

    [Theory]
    [InlineData(ScriptedSmtpServer.HangUp)]
    [InlineData(ScriptedSmtpServer.SayNothing)]
    public async Task Fault_51_a_letter_without_an_answer_may_have_arrived_and_goes_again_unchanged(string answer)
    {
        await using var server = new ScriptedSmtpServer();
        server.AnswerInTurn("CONTENT", answer, "250 taken");
        await using var outlet = new SmtpOutlet(server.Settings with { AttemptTimeout = Short }, new StandingClock());
        var letter = SampleLetter.To();

        var first = await outlet.DeliverAsync(letter);
        var second = await outlet.DeliverAsync(letter);

        Assert.Equal(AttemptResult.Ambiguous, first.Result);
        Assert.Equal(AttemptResult.Accepted, second.Result);
        Assert.Equal([letter.Mime.ToArray(), letter.Mime.ToArray()], server.Contents);
    }

    [Theory]
    [InlineData("EHLO", ScriptedSmtpServer.HangUp)]
    [InlineData("MAIL", ScriptedSmtpServer.HangUp)]
    [InlineData("RCPT", ScriptedSmtpServer.HangUp)]
    [InlineData("DATA", ScriptedSmtpServer.HangUp)]
    [InlineData("CONNECT", ScriptedSmtpServer.SayNothing)]
    [InlineData("RCPT", ScriptedSmtpServer.SayNothing)]
    [InlineData("DATA", ScriptedSmtpServer.SayNothing)]
    public async Task Before_the_content_it_is_certain_that_the_letter_was_not_taken(string stage, string answer)
    {
        await using var server = new ScriptedSmtpServer((stage, answer));
        await using var outlet = new SmtpOutlet(server.Settings with { AttemptTimeout = Short }, new StandingClock());

        var attempt = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.NotEmpty(attempt.Detail!);
    }

    [Fact]
    public async Task A_connection_the_server_closed_while_it_waited_is_opened_again_at_once()
    {
        await using var server = new ScriptedSmtpServer();
        server.AnswerInTurn("MAIL", "250 OK", "421 idle too long", "250 OK");
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());

        await outlet.DeliverAsync(SampleLetter.To());
        var second = await outlet.DeliverAsync(SampleLetter.To(number: 2));

        Assert.Equal(AttemptResult.Accepted, second.Result);
        Assert.Equal(2, server.Connections);
        Assert.Equal(2, server.Contents.Count);
    }

    [Fact]
    public async Task A_connection_nobody_uses_is_closed_politely()
    {
        await using var server = new ScriptedSmtpServer();
        var settings = server.Settings with { IdleTimeout = Duration.FromMilliseconds(50) };
        await using var outlet = new SmtpOutlet(settings, new StandingClock());

        await outlet.DeliverAsync(SampleLetter.To());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!server.Commands.Contains("QUIT", StringComparer.Ordinal))
            await Task.Delay(5, patience.Token);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_left_alone_for_a_while()
    {
        var server = new ScriptedSmtpServer();
        var settings = server.Settings;
        await server.DisposeAsync();
        var clock = new StandingClock();
        await using var outlet = new SmtpOutlet(settings, clock);

        var attempt = await outlet.DeliverAsync(SampleLetter.To());
        clock.Now += Duration.FromSeconds(10);
        var again = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.Contains("cannot be reached", attempt.Detail, StringComparison.Ordinal);
        Assert.Equal(Duration.FromSeconds(20), again.RetryAfter);
        Assert.Equal(new Headroom(0, Duration.FromSeconds(20)), outlet.Headroom);
    }

    [Fact]
    public async Task A_letter_stopped_before_its_content_was_not_sent_and_says_so()
    {
        await using var server = new ScriptedSmtpServer(("RCPT", ScriptedSmtpServer.SayNothing));
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outlet.DeliverAsync(SampleLetter.To(), stop.Token));
    }

    [Fact]
    public async Task A_letter_stopped_after_its_content_may_have_arrived_and_says_so()
    {
        await using var server = new ScriptedSmtpServer(("CONTENT", ScriptedSmtpServer.SayNothing));
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
        using var stop = new CancellationTokenSource();

        var delivering = outlet.DeliverAsync(SampleLetter.To(), stop.Token);
        while (server.Contents.Count == 0)
            await Task.Delay(5);
        await stop.CancelAsync();

        Assert.Equal(AttemptResult.Ambiguous, (await delivering).Result);
    }

    [Theory]
    [InlineData("mail.example", SmtpSecurity.None, "in the clear")]
    [InlineData("", SmtpSecurity.StartTls, "no host")]
    public void Settings_that_cannot_work_are_refused_with_what_to_change(
        string host, SmtpSecurity security, string expected)
    {
        var settings = new SmtpSettings { Host = host, Security = security };

        var refusal = Assert.Throws<ArgumentException>(() => new SmtpOutlet(settings, new StandingClock()));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_shown_without_the_password() => Assert.Equal("localhost:587",
        new SmtpSettings { Host = "localhost", UserName = "mo", Password = "secret" }.ToString());
}
