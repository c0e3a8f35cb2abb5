using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

public sealed class When_letters_go_to_a_real_mail_server
{
    [Fact]
    public async Task It_receives_the_very_bytes_that_were_frozen()
    {
        await using var server = await RealSmtpServer.StartAsync();
        await using var outlet = new SmtpOutlet(server.Settings, new StandingClock());
        byte[][] frozen =
        [
            SampleLetter.To(text: ".\r\n..two dots\r\n.one\r\n\r\n=3D  trailing  \r\n").Mime.ToArray(),
            SampleLetter.Raw(".", "..", ".leading", "", "From here", new string('a', 900), "\t", "x "),
            SampleLetter.Raw("8 bit: 陳大文 naïve"),
            SampleLetter.Raw(),
        ];

        foreach (var mime in frozen)
            Assert.Equal(new Attempt(AttemptResult.Accepted), await outlet.DeliverAsync(SampleLetter.Row(mime)));

        var taken = await server.LettersAsync(frozen.Length);
        Assert.Equal(frozen, taken.Select(letter => letter.Bytes));
        Assert.All(taken, letter => Assert.Equal([SampleLetter.Recipient], letter.To));
        Assert.All(taken, letter => Assert.Equal("mo@agency.example", letter.From));
    }

    [Fact]
    public async Task Fifty_letters_share_a_few_connections()
    {
        await using var server = await RealSmtpServer.StartAsync();
        await using var outlet = new SmtpOutlet(server.Settings with { Connections = 3 }, new StandingClock());
        var letters = Enumerable.Range(1, 50).Select(n => SampleLetter.To($"person{n}@client.example", n)).ToArray();

        var attempts = await Task.WhenAll(letters.Select(letter => outlet.DeliverAsync(letter)));

        Assert.All(attempts, attempt => Assert.Equal(AttemptResult.Accepted, attempt.Result));
        var taken = await server.LettersAsync(50);
        Assert.InRange(taken.Select(letter => letter.Connection).Distinct(StringComparer.Ordinal).Count(), 1, 3);
        Assert.Equal(
            letters.Select(letter => letter.Recipient).Order(StringComparer.Ordinal),
            taken.SelectMany(letter => letter.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_has_done_its_share_is_replaced()
    {
        await using var server = await RealSmtpServer.StartAsync();
        var settings = server.Settings with { Connections = 1, LettersPerConnection = 2 };
        await using var outlet = new SmtpOutlet(settings, new StandingClock());

        for (var n = 1; n <= 5; n++)
            await outlet.DeliverAsync(SampleLetter.To(number: n));

        var taken = await server.LettersAsync(5);
        Assert.Equal(3, taken.Select(letter => letter.Connection).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.TlsOnConnect)]
    public async Task It_speaks_TLS_before_it_says_the_password(SmtpSecurity security)
    {
        await using var server = await RealSmtpServer.StartAsync(
            tls: true, onConnect: security is SmtpSecurity.TlsOnConnect, user: "mo", password: "s3cret ü");
        var settings = server.Settings with
        {
            Security = security,
            CertificateFingerprint = server.Fingerprint,
            UserName = "mo",
            Password = "s3cret ü",
        };
        await using var outlet = new SmtpOutlet(settings, new StandingClock());

        var attempt = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(new Attempt(AttemptResult.Accepted), attempt);
        var letter = Assert.Single(await server.LettersAsync(1));
        Assert.True(letter.Secure);
        Assert.Equal("mo", letter.User);
        Assert.Equal(SampleLetter.To().Mime.ToArray(), letter.Bytes);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_stops_the_letter_and_blames_no_recipient()
    {
        await using var server = await RealSmtpServer.StartAsync(tls: true);
        var settings = server.Settings with { Security = SmtpSecurity.StartTls };
        await using var outlet = new SmtpOutlet(settings, new StandingClock());

        var attempt = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.Contains("certificate", attempt.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_letter_unless_it_is_allowed_to()
    {
        await using var server = await RealSmtpServer.StartAsync();
        var settings = server.Settings with { Security = SmtpSecurity.StartTls };
        await using var outlet = new SmtpOutlet(settings, new StandingClock());

        var attempt = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.Contains("STARTTLS", attempt.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_wrong_password_holds_all_letters_back_and_blames_no_recipient()
    {
        await using var server = await RealSmtpServer.StartAsync(tls: true, user: "mo", password: "right");
        var clock = new StandingClock();
        await using var outlet = new SmtpOutlet(
            server.Settings with
            {
                Security = SmtpSecurity.StartTls,
                CertificateFingerprint = server.Fingerprint,
                UserName = "mo",
                Password = "wrong",
            }, clock);

        var attempt = await outlet.DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.Contains("user name and password", attempt.Detail, StringComparison.Ordinal);
        Assert.Equal(new Headroom(0, Duration.FromSeconds(30)), outlet.Headroom);
        clock.Now += Duration.FromSeconds(30);
        Assert.True(outlet.Headroom.Letters > 0);
    }
}
