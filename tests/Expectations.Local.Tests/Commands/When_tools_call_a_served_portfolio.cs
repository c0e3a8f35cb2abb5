using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Local.Tests.Commands;

[Trait("Speed", "slow")]
public sealed class When_tools_call_a_served_portfolio : IDisposable
{
    const string Secret = "the-secret-of-the-repository";
    const string Body = """{"action":"opened","issue":{"id":7,"title":"Logo","state":"open"},"repository":{"full_name":"harbour/shop"}}""";

    readonly TryOut tryOut = new();

    public When_tools_call_a_served_portfolio()
    {
        tryOut.Write("github.secret", Secret);
        tryOut.Write("portfolio.yaml", """
            dataFolder: data
            sender: reports@northlight.example
            outlet: { folder: { path: letters } }
            webhooks: [ { tool: github, secretsFrom: [ { file: github.secret } ] } ]
            """);
        tryOut.Write("shop.yaml", """
            id: shop
            name: Shop
            client: Harbour & Finch
            zone: Etc/UTC
            cadence: { rule: "FREQ=WEEKLY;BYDAY=FR", start: 2026-01-02T09:00 }
            people:
              - { id: grace, name: Grace Lindqvist, email: grace@northlight.example, role: manager }
              - { id: eleanor, name: Eleanor Finch, email: eleanor@harbour-finch.example, role: decider }
            plan: { webhooks: { from: [ { tool: github, project: harbour/shop } ] } }
            """);
    }

    [Fact]
    public async Task A_portfolio_without_Planner_and_Graph_is_served_and_what_was_accepted_outlives_a_kill()
    {
        var address = Program.FreeAddress();
        using (var running = Program.Start("serve", "--portfolio", tryOut.Folder, "--listen", address))
        {
            await running.UntilItSaysAsync("Ctrl-C ends it");
            using var client = new HttpClient { BaseAddress = new Uri(address) };

            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(client, "wrong"));
            Assert.Equal(HttpStatusCode.Accepted, await CallAsync(client, Secret));

            await running.KillAsync();
        }

        var export = Path.Combine(tryOut.Folder, "shop.ndjson");
        var (code, said) = await Program.RunAsync("export", "--data", tryOut.Data, "--project", "shop", "--out", export);

        Assert.True(code == 0, said);
        Assert.Contains("\"github:7\"", await File.ReadAllTextAsync(export), StringComparison.Ordinal);
    }

    public void Dispose() => tryOut.Dispose();

    static async Task<HttpStatusCode> CallAsync(HttpClient client, string secret)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/github/portfolio") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-GitHub-Event", "issues");
        request.Headers.Add("X-GitHub-Delivery", "1");
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
