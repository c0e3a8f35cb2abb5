using System.Security.Cryptography;
using System.Text;
using Expectations.Integrations.Tests.Webhooks;

namespace Expectations.Local.Tests.Commands;

[Trait("Speed", "slow")]
public sealed class When_webhooks_are_examined : IDisposable
{
    const string Secret = "the-secret-of-the-repository";
    const string Body = """{"action":"opened","issue":{"id":1,"title":"Logo","state":"open"},"repository":{"full_name":"harbour/shop"}}""";

    readonly TryOut tryOut = new();

    public When_webhooks_are_examined()
    {
        tryOut.Write("github.secret", Secret);
        tryOut.Write("portfolio.yaml", """
            dataFolder: data
            baseUrl: https://reports.agency.example
            sender: reports@northlight.example
            outlet: { folder: { path: letters } }
            webhooks:
              - { tool: github, project: webshop, secretsFrom: [ { file: github.secret } ] }
              - { tool: trello, secretsFrom: [ { file: github.secret } ] }
            """);
    }

    [Fact]
    public async Task Each_tool_has_its_address_and_its_steps_and_no_secret_is_shown()
    {
        var (code, said) = await Program.RunAsync("webhooks", "doctor", "--portfolio", tryOut.Folder);

        Assert.Equal(0, code);
        Assert.Contains("https://reports.agency.example/api/webhooks/github/webshop", said, StringComparison.Ordinal);
        Assert.Contains("https://reports.agency.example/api/webhooks/trello/portfolio", said, StringComparison.Ordinal);
        Assert.Contains("1. Open the repository's Settings, Webhooks", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_which_token_reads_the_present_state_and_tries_the_one_there_is()
    {
        var world = ToolWorld.Of("GitLab");
        var status = 200;
        await using var gitlab = await ToolServer.StartAsync(call => status == 200 ? world.Answer(call, false) : new ToolAnswer("{}", status));
        tryOut.Write("gitlab.token", ToolWorld.Token);
        tryOut.Write("portfolio.yaml", $$"""
            sender: reports@northlight.example
            outlet: { folder: { path: letters } }
            webhooks:
              - { tool: gitlab, secretsFrom: [ { file: github.secret } ], tokenFrom: { file: gitlab.token }, address: {{gitlab.Address}} }
              - { tool: linear, secretsFrom: [ { file: github.secret } ] }
              - { tool: asana, secretsFrom: [ { file: github.secret } ], tokenFrom: { file: gitlab.token } }
            """);
        tryOut.Write("shop.yaml", ToldProject.Yaml(world));

        var (code, said) = await Program.RunAsync("webhooks", "doctor", "--portfolio", tryOut.Folder);
        said = said.ReplaceLineEndings(" ");

        Assert.True(code == 0 && said.Contains("harbour/web/shop can be read: 3 items.", StringComparison.Ordinal), said);
        Assert.Contains("there is no 'tokenFrom'. It takes a personal API key", said, StringComparison.Ordinal);
        Assert.Contains("The token was not tried", said, StringComparison.Ordinal);
        Assert.DoesNotContain(ToolWorld.Token, said, StringComparison.Ordinal);

        status = 401;
        (code, said) = await Program.RunAsync("webhooks", "doctor", "--portfolio", tryOut.Folder);
        Assert.Equal(1, code);
        Assert.Contains("harbour/web/shop cannot be read: GitLab answered 401", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Body, "/api/webhooks/github/webshop", 0, "It would be taken: 'issues' of harbour/shop tells of 1 items")]
    [InlineData(Body + " ", "/api/webhooks/github/webshop", 1, "401: X-Hub-Signature-256 fits no secret")]
    [InlineData(Body, "/api/webhooks/github/hotel", 1, "401: no secret is configured for it")]
    [InlineData(Body, "/api/webhooks/fax/webshop", 1, "is no saved call")]
    public async Task A_saved_call_is_judged_as_the_endpoint_would(string body, string path, int expected, string words)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Body)));
        var saved = Path.Combine(tryOut.Folder, "call.http");
        await File.WriteAllTextAsync(saved, $"POST {path} HTTP/1.1\r\nHost: x\r\nX-GitHub-Event: issues\r\nX-Hub-Signature-256: sha256={signature}\r\n\r\n{body}");

        var (code, said) = await Program.RunAsync("webhooks", "doctor", "--portfolio", tryOut.Folder, "--request", saved);

        Assert.True(code == expected, said);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
    }

    public void Dispose() => tryOut.Dispose();
}
