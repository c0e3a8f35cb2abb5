using Expectations.Core.Projects;
using Expectations.Integrations.Mail;
using Expectations.Integrations.Plans;
using Expectations.Local.Portfolio;

namespace Expectations.Local.Tests.Portfolio;

public sealed class When_the_host_settings_are_read : IDisposable
{
    const string Sound = """
        dataFolder: ledgers
        baseUrl: https://reports.agency.example
        sender: reports@agency.example
        operatorKeyFrom: { file: operator.key }
        outlet:
          smtp: { host: mail.agency.example, user: reports, passwordFrom: { env: SMTP_PASSWORD } }
        lettersPerMinute: 60
        graph:
          tenantId: agency.example
          clientId: 00000000-0000-0000-0000-000000000001
          secretFrom: { env: GRAPH_SECRET }
          cloud: china

        """;

    readonly Shelf shelf = new();
    readonly Dictionary<string, string> variables = new(StringComparer.Ordinal)
    {
        ["SMTP_PASSWORD"] = "hunter-two",
        ["GRAPH_SECRET"] = "s3cr3t",
        ["VAULT"] = "@Microsoft.KeyVault(VaultName=v;SecretName=s)",
        ["BLANK"] = " ",
    };

    public When_the_host_settings_are_read() => shelf.With("operator.key", "open-sesame\n");

    [Fact]
    public void They_come_with_places_and_secrets_filled_in()
    {
        var (settings, mistakes) = Load(Sound);
        Assert.Empty(mistakes);
        Assert.Equal(Path.Combine(shelf.Folder, "ledgers"), settings!.DataFolder);
        Assert.Equal("open-sesame", settings.OperatorKeyFrom!.Reveal());
        var smtp = settings.Outlet.Smtp!.ToSettings(settings.Sender);
        Assert.Equal(("mail.agency.example", 587, SmtpSecurity.StartTls), (smtp.Host, smtp.Port, smtp.Security));
        Assert.Equal(("reports", "hunter-two"), (smtp.UserName, smtp.Password));
        Assert.Null(smtp.FirstMistake());
        var graph = settings.Graph!.ToOptions();
        Assert.Equal((GraphSignIn.ClientSecret, "s3cr3t"), (graph.SignIn, graph.ClientSecret));
        Assert.Equal("microsoftgraph.chinacloudapi.cn", graph.BaseUrl.Host);
        Assert.Empty(graph.Problems());
    }

    [Fact]
    public void Tools_that_call_in_and_those_who_are_told_come_with_their_secrets()
    {
        var (settings, mistakes) = Load(Sound + """
            webhooks:
              - { tool: azureDevops, project: webshop, secretsFrom: [ { env: GRAPH_SECRET }, { file: operator.key } ] }
              - { tool: github, secretsFrom: [ { env: GRAPH_SECRET } ], tokenFrom: { env: SMTP_PASSWORD } }
            outgoing:
              allowedHosts: [hooks.erp.example]
              endpoints:
                - { name: erp, url: https://hooks.erp.example/in, secretsFrom: [ { env: GRAPH_SECRET } ], events: [report-] }
            """);

        Assert.Empty(mistakes);
        var hooks = settings!.ToWebhooks();
        Assert.Equal<string>(["s3cr3t", "open-sesame"], hooks.SecretsOf(Tool.AzureDevops, "webshop"));
        Assert.Empty(hooks.SecretsOf(Tool.AzureDevops, "hotel"));
        Assert.Equal("https://reports.agency.example/api/webhooks/azure-devops/webshop", hooks.CallbackOf(Tool.AzureDevops, "webshop").AbsoluteUri);
        Assert.Equal("hunter-two", settings.Webhooks[1].TokenFrom!.Reveal());
        Assert.Equal("report-", Assert.Single(Assert.Single(settings.Outgoing!.ToSettings().Endpoints).Events));
        Assert.DoesNotContain("s3cr3t", $"{settings} {hooks.Keys[0]} {settings.Outgoing.ToSettings().Endpoints[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_come_with_where_the_tool_is_and_whose_they_are()
    {
        var (settings, mistakes) = Load(Sound + """
            webhooks:
              - { tool: gitlab, secretsFrom: [ { env: GRAPH_SECRET } ] }
              - tool: jira
                project: webshop
                secretsFrom: [ { env: GRAPH_SECRET } ]
                tokenFrom: { env: SMTP_PASSWORD }
                address: https://agency.atlassian.net
                user: mei@agency.example
            """);

        Assert.Empty(mistakes);
        var access = Assert.Single(settings!.ToAccess());
        Assert.Equal((Tool.Jira, "hunter-two", "webshop", "mei@agency.example"), (access.Tool, access.Token, access.Project, access.User));
        Assert.Equal("https://agency.atlassian.net/", access.Address!.AbsoluteUri);
        Assert.DoesNotContain("hunter-two", $"{settings} {access}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tool: jira, tokenFrom: { env: GRAPH_SECRET }", "address: https://agency.atlassian.net")]
    [InlineData("tool: azureDevops, tokenFrom: { env: GRAPH_SECRET }", "address: https://dev.azure.com/agency")]
    [InlineData("tool: gitlab, tokenFrom: { env: GRAPH_SECRET }, address: http://git.agency.example", "begin it with https://")]
    [InlineData("tool: trello, tokenFrom: { env: GRAPH_SECRET }", "API key as 'user'")]
    [InlineData("tool: cloudEvents, tokenFrom: { env: GRAPH_SECRET }", "leave the token out")]
    [InlineData("tool: gitlab, address: https://git.agency.example", "add 'tokenFrom'")]
    public void A_token_that_cannot_read_is_named_with_what_is_missing(string entry, string reason)
    {
        var mistake = Assert.Single(Load(Sound + $"webhooks: [ {{ {entry}, secretsFrom: [ {{ env: GRAPH_SECRET }} ] }} ]\n").Mistakes);
        Assert.Contains(reason, mistake.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhooks: [ { tool: github, secretsFrom: [] } ]", "A tool without a secret is refused.")]
    [InlineData("webhooks: [ { tool: fax, secretsFrom: [ { env: GRAPH_SECRET } ] } ]", "is not one of github")]
    [InlineData("webhooks: [ { tool: github, secretsFrom: [ { env: NOBODY_SET_THIS } ] } ]", "'NOBODY_SET_THIS' is not set")]
    [InlineData("outgoing: { allowedHosts: [], endpoints: [ { name: erp, url: https://hooks.erp.example, secretsFrom: [ { env: GRAPH_SECRET } ] } ] }", "not among the allowed hosts")]
    public void A_mistake_about_webhooks_is_named(string lines, string reason) =>
        Assert.Contains(Load(Sound + lines + "\n").Mistakes, mistake => mistake.Reason.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void A_secret_never_shows_itself()
    {
        var shown = Load(Sound).Settings!.ToString();
        Assert.Contains("SMTP_PASSWORD", shown, StringComparison.Ordinal);
        Assert.All(["hunter-two", "s3cr3t", "open-sesame"], secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("passwordFrom: { env: SMTP_PASSWORD }", "password: hunter2", "6:53: A secret such as 'password' must not stand in 'outlet.smtp'. Put it into an environment variable and write 'passwordFrom: { env: NAME_OF_THE_VARIABLE }'.")]
    [InlineData("secretFrom: { env: GRAPH_SECRET }", "clientSecret: hunter2", "11:3: A secret such as 'clientSecret' must not stand in 'graph'. Put it into an environment variable and write 'secretFrom: { env: NAME_OF_THE_VARIABLE }'.")]
    [InlineData("operatorKeyFrom: { file: operator.key }", "operatorKey: hunter2", "4:1: A secret such as 'operatorKey' must not stand in this file. Put it into an environment variable and write 'operatorKeyFrom: { env: NAME_OF_THE_VARIABLE }'.")]
    [InlineData("{ env: GRAPH_SECRET }", "hunter2", "11:15: 'secretFrom' must be a group of keys. Write 'secretFrom: { env: … }'.")]
    [InlineData("GRAPH_SECRET", "VAULT", "11:22: The environment variable 'VAULT' holds a Key Vault reference, not its value. Let the host resolve it: its identity needs the right to read the vault's secrets.")]
    [InlineData("GRAPH_SECRET", "MISSING", "11:22: The environment variable 'MISSING' is not set. Set it before the start.")]
    [InlineData("GRAPH_SECRET", "BLANK", "11:22: The environment variable 'BLANK' is not set. Set it before the start.")]
    [InlineData("{ file: operator.key }", "{ file: operator.kez }", "4:26: The file cannot be read. Check that it exists and that this program may read it.")]
    [InlineData("{ file: operator.key }", "{ file: operator.key, env: GRAPH_SECRET }", "4:18: A secret comes from exactly one place. Name either 'env' or 'file'.")]
    [InlineData("agency.example\n  clientId", "\"@Microsoft.KeyVault(x)\"\n  clientId", "9:13: 'tenantId' still holds a Key Vault reference, not its value. Write the value; references are resolved only in the settings of a host in Azure.")]
    public void A_secret_in_the_wrong_place_is_refused_without_repeating_it(string right, string wrong, string named)
    {
        var mistake = TheMistake(right, wrong);
        Assert.Equal($"portfolio.yaml:{named}", mistake);
        Assert.DoesNotContain("hunter2", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reports@agency.example", "reports", "3:9: 'sender' is not an e-mail address. Write one address, for example reports@agency.example.")]
    [InlineData("https://reports.agency.example", "http://reports.agency.example", "2:10: 'baseUrl' would send the links of clients unencrypted. Begin it with https://.")]
    [InlineData("https://reports.agency.example", "reports.agency.example", "2:10: 'reports.agency.example' is not a web address. Write it whole, for example https://reports.agency.example.")]
    [InlineData("lettersPerMinute: 60", "lettersPerMinute: 0", "7:19: 'lettersPerMinute' must lie between 1 and 10000. Write 30 when in doubt.")]
    [InlineData("user: reports, ", "", "6:9: 'user' and 'passwordFrom' belong together. Give both, or neither.")]
    [InlineData("user: reports", "tls: none, user: reports", "6:43: Letters would leave this machine unencrypted. Write 'tls: startTls' or 'tls: tlsOnConnect'.")]
    [InlineData("user: reports", "port: 70000, user: reports", "6:44: 'port' must lie between 1 and 65535. Write 587, or 465 with 'tls: tlsOnConnect'.")]
    [InlineData("  smtp:", "  folder: { path: out }\n  smtp:", "6:3: Letters leave in exactly one way. Name one of smtp, folder and graph.")]
    [InlineData("  smtp: {", "  smpt: {", "6:3: There is no key 'smpt' in 'outlet'. Did you mean 'smtp'?")]
    public void What_cannot_work_is_named_where_it_stands(string right, string wrong, string named) =>
        Assert.Equal($"portfolio.yaml:{named}", TheMistake(right, wrong));

    [Fact]
    public void Letters_through_Graph_need_a_sign_in_to_it()
    {
        var (settings, mistakes) = Load("sender: a@b.example\noutlet:\n  graph: { mailbox: a@b.example }\n");
        Assert.Null(settings);
        Assert.StartsWith("portfolio.yaml:3:10: Letters are to leave through Graph", Assert.Single(mistakes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("The file cannot be read.", Assert.Single(HostSettingsFile.Load(shelf.Folder, Environment).Mistakes).Reason);

    string TheMistake(string right, string wrong)
    {
        Assert.Contains(right, Sound, StringComparison.Ordinal);
        var (settings, mistakes) = Load(Sound.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(settings);
        return Assert.Single(mistakes).ToString();
    }

    (HostSettings? Settings, ImmutableArray<Mistake> Mistakes) Load(string text) =>
        HostSettingsFile.Load(shelf.With("portfolio.yaml", text).Folder, Environment);

    string? Environment(string name) => variables.GetValueOrDefault(name);

    public void Dispose() => shelf.Dispose();
}
