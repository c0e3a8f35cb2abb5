using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

public sealed class When_a_mail_server_refuses
{
    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted", "cannot take letters for this mailbox right now (450 4.2.0): greylisted.")]
    [InlineData("RCPT", "452 too many", "cannot take letters for this mailbox right now (452): too many.")]
    [InlineData("MAIL", "451 later", "did not take the letter this time (451): later.")]
    [InlineData("DATA", "451 later", "did not take the letter this time (451): later.")]
    [InlineData("CONTENT", "452 4.3.1 disk full", "did not take the letter this time (452 4.3.1): disk full.")]
    public async Task Fault_49_a_passing_trouble_is_tried_again(string stage, string answer, string detail) =>
        await ExpectAsync(stage, answer, AttemptResult.TryAgain, detail);

    [Theory]
    [InlineData("550 no such user here", "The mail server said the mailbox does not exist (550): no such user here.")]
    [InlineData("550 5.1.1 unknown", "The mail server said the mailbox does not exist (550 5.1.1): unknown.")]
    [InlineData("550 5.1.2 unknown", "said the address has no mail domain (550 5.1.2)")]
    [InlineData("553 5.1.3 what", "said the address is not well formed (553 5.1.3)")]
    [InlineData("551 moved away", "said the mailbox has moved (551)")]
    [InlineData("550 5.2.1 gone", "said the mailbox takes no letters (550 5.2.1)")]
    [InlineData("554 5.4.4 no way", "refused the address (554 5.4.4)")]
    public async Task Fault_50_an_address_refused_for_good_is_given_up(string answer, string detail) =>
        await ExpectAsync("RCPT", answer, AttemptResult.Refused, detail);

    [Theory]
    [InlineData("552 5.3.4 too big", "refused the letter itself (552 5.3.4): too big.")]
    [InlineData("554 5.7.1 looks like spam", "refused the letter itself (554 5.7.1): looks like spam.")]
    public async Task Fault_50_a_letter_refused_for_good_does_not_condemn_its_address(string answer, string detail) =>
        await ExpectAsync("CONTENT", answer, AttemptResult.LetterRefused, detail);

    [Theory]
    [InlineData("CONNECT", "554 5.7.1 your network is blocked", "turned us away (554 5.7.1)")]
    [InlineData("CONNECT", "421 too many connections", "turned us away (421)")]
    [InlineData("MAIL", "550 5.7.60 no right to send as this sender", "does not let us send under this sender")]
    [InlineData("MAIL", "530 5.7.0 sign in first", "wants us to sign in first")]
    [InlineData("RCPT", "554 5.7.1 relay access denied", "does not pass on letters from us (554 5.7.1)")]
    [InlineData("RCPT", "550 relay not permitted", "does not pass on letters from us (550)")]
    [InlineData("RCPT", "530 sign in first", "wants us to sign in first")]
    [InlineData("RCPT", "503 bad sequence", "does not pass on letters from us (503)")]
    [InlineData("RCPT", "552 5.2.2 over quota", "said the mailbox is full (552 5.2.2)")]
    [InlineData("DATA", "554 no", "did not take the letter this time (554)")]
    public async Task Trouble_that_is_ours_never_condemns_an_address(string stage, string answer, string detail) =>
        await ExpectAsync(stage, answer, AttemptResult.TryAgain, detail);

    [Theory]
    [InlineData("550 5.1.1 <anna.client@client.example>: user unknown", "(550 5.1.1): <(address)>: user unknown.")]
    [InlineData("550 mailbox Anna.Client not found", "(550): mailbox (address) not found.")]
    public async Task What_the_server_says_is_told_without_the_address(string answer, string detail) =>
        await ExpectAsync("RCPT", answer, AttemptResult.Refused, detail);

    [Fact]
    public async Task A_refused_letter_leaves_the_connection_to_the_next_one()
    {
        await using var server = new ScriptedSmtpServer();
        server.AnswerInTurn("RCPT", "550 5.1.1 unknown", "250 OK");
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());

        var first = await outlet.DeliverAsync(SampleLetter.To());
        var second = await outlet.DeliverAsync(SampleLetter.To(number: 2));

        Assert.Equal(AttemptResult.Refused, first.Result);
        Assert.Equal(AttemptResult.Accepted, second.Result);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("anna@client.example\r\nRCPT TO:<eve@evil.example>")]
    [InlineData("anna@client.example> SIZE=1")]
    [InlineData("Anna <anna@client.example>")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task Fault_21_an_address_that_is_none_never_reaches_the_server(string address)
    {
        await using var server = new ScriptedSmtpServer();
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());

        var attempt = await outlet.DeliverAsync(SampleLetter.Row(SampleLetter.Raw("Hello"), address));

        Assert.Equal(AttemptResult.Refused, attempt.Result);
        Assert.Contains("not a mail address", attempt.Detail, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_letter_that_could_not_go_as_it_was_frozen_does_not_go()
    {
        await using var server = new ScriptedSmtpServer();
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
        var bareLineFeed = SampleLetter.Raw("one").Concat("two\n.\nMAIL FROM:<x@y.example>\r\n"u8.ToArray()).ToArray();

        var attempt = await outlet.DeliverAsync(SampleLetter.Row(bareLineFeed));

        Assert.Equal(AttemptResult.LetterRefused, attempt.Result);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task It_says_8BITMIME_and_SMTPUTF8_where_they_are_needed_and_offered()
    {
        await using var server = new ScriptedSmtpServer { Offers = ["8BITMIME", "SMTPUTF8"] };
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
        var eightBit = System.Text.Encoding.UTF8.GetBytes("From: mo@agency.example\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n陳大文\r\n");

        await outlet.DeliverAsync(SampleLetter.Row(eightBit));
        await outlet.DeliverAsync(SampleLetter.Row(SampleLetter.Raw("Hello"), "大文@例子.example"));

        var envelopes = server.Commands.Where(c => c.StartsWith("MAIL", StringComparison.Ordinal)).ToArray();
        Assert.Contains("BODY=8BITMIME", envelopes[0], StringComparison.Ordinal);
        Assert.Contains("SMTPUTF8", envelopes[1], StringComparison.Ordinal);
        Assert.Equal(eightBit, server.Contents[0]);
    }

    [Fact]
    public async Task A_server_that_cannot_write_the_address_blames_no_recipient()
    {
        await using var server = new ScriptedSmtpServer { Offers = [] };
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());

        var address = await outlet.DeliverAsync(SampleLetter.Row(SampleLetter.Raw("Hello"), "大文@client.example"));
        var content = await outlet.DeliverAsync(SampleLetter.Row(SampleLetter.Raw("陳大文")));

        Assert.Equal(AttemptResult.TryAgain, address.Result);
        Assert.Equal(AttemptResult.TryAgain, content.Result);
        Assert.Empty(server.Contents);
    }

    static async Task ExpectAsync(string stage, string answer, AttemptResult result, string detail)
    {
        foreach (string[] offers in new[] { ["PIPELINING", "ENHANCEDSTATUSCODES", "8BITMIME"], Array.Empty<string>() })
        {
            await using var server = new ScriptedSmtpServer((stage, answer)) { Offers = offers };
            await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
            var attempt = await outlet.DeliverAsync(SampleLetter.To());
            Assert.Equal(result, attempt.Result);
            Assert.Contains(detail, attempt.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("@", attempt.Detail, StringComparison.Ordinal);
        }
    }
}
