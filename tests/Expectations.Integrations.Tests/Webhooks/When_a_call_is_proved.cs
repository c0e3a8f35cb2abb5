using System.Net;
using System.Text;
using System.Text.Json;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Tests.Plans;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_a_call_is_proved
{
    const string Body = """{"type":"item.created","timestamp":"2026-09-01T10:00:00Z","data":{"id":"1","title":"Logo"}}""";

    static readonly Instant Vector = Instant.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData(Tool.Github, "It's a Secret to Everybody", "Hello, World!", "X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData(Tool.Jira, "It's a Secret to Everybody", "Hello World!", "X-Hub-Signature", "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9")]
    [InlineData(Tool.Trello, "secret", """{"hello":"world"}""", "X-Trello-Webhook", "FwPAcuGe9EP/+SbXFWjnEVTa0zw=")]
    public async Task The_vectors_of_the_tools_prove_them_and_nothing_near_does(Tool tool, string secret, string body, string header, string value)
    {
        var request = Request(body, secret, (header, value)) with { Callback = new Uri("https://example.com/webhooks") };

        Assert.Null(await RefusalAsync(tool, request));
        Assert.NotNull(await RefusalAsync(tool, request with { Body = Encoding.UTF8.GetBytes(body + " ") }));
        Assert.NotNull(await RefusalAsync(tool, request with { Secrets = [secret + "!"] }));
        Assert.NotNull(await RefusalAsync(tool, request with { Headers = new Dictionary<string, string>() }));
        Assert.NotNull(await RefusalAsync(tool, Request(body, secret, (header, $"{value},{value}"))));
    }

    [Theory]
    [InlineData(Tool.StandardWebhooks)]
    [InlineData(Tool.Gitlab)]
    [InlineData(Tool.CloudEvents)]
    public async Task The_vector_of_Standard_Webhooks_proves_whoever_signs_by_it(Tool tool)
    {
        var request = Request(
            """{"test": 2432232314}""", WebhookSite.Secret, ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"), ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")) with
        { Now = Vector };

        Assert.Null(await RefusalAsync(tool, request));
        Assert.NotNull(await RefusalAsync(tool, request with { Body = Encoding.UTF8.GetBytes("""{"test": 2432232315}""") }));
    }

    [ReplayFact("webhooks/test-vectors.json")]
    public async Task Every_vector_in_the_collected_data_passes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("webhooks/test-vectors.json")!));
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            var name = vector.GetProperty("tool").GetString()!;
            var tool = name.StartsWith("jira", StringComparison.Ordinal) ? Tool.Jira : ToolNames.Find(name.Split(' ')[0])!.Value;
            var body = vector.TryGetProperty("bodyFile", out var file)
                ? File.ReadAllBytes(SharedData.Find($"webhooks/{file.GetString()}")!)
                : Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);
            var headers = vector.TryGetProperty("headers", out var several)
                ? several.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
                : new(StringComparer.OrdinalIgnoreCase) { [vector.GetProperty("header").GetString()!] = vector.GetProperty("value").GetString()! };
            var secret = vector.GetProperty("secret").GetString()!;
            var request = new WebhookRequest
            {
                Headers = headers,
                Body = body,
                Callback = new Uri(vector.TryGetProperty("callbackURL", out var url) ? url.GetString()! : "https://example.com"),
                Now = tool == Tool.Linear ? Instant.FromUnixTimeMilliseconds(1579783998084) : Vector,
                Secrets = [secret],
                HandedOver = [secret],
            };
            Assert.True(await RefusalAsync(tool, request) is null, name);
        }
    }

    [Fact]
    public async Task While_one_secret_replaces_another_both_are_good()
    {
        var keys = new WebhookKey(Tool.Github, WebhookSite.Project, ["old secret of GitHub", "new secret of GitHub"]);
        await using var site = await WebhookSite.OpenAsync(settings: new() { BaseUrl = WebhookSite.BaseUrl, Keys = [keys] });
        var call = new Call(Tool.Github, "{}"u8.ToArray());

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call.GitHub("ping", "1", "old secret of GitHub")));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call.GitHub("ping", "2", "new secret of GitHub")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.GitHub("ping", "3", "no secret of GitHub")));
    }

    [Fact]
    public async Task One_of_several_signatures_is_enough()
    {
        var call = new Call(Tool.StandardWebhooks, Encoding.UTF8.GetBytes(Body));
        await using var site = await WebhookSite.OpenAsync();
        var signed = call.Standard(site.Now);

        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(signed.With("webhook-signature", $"v1a,abc v1,AAAA {signed.Headers["webhook-signature"]}")));
    }

    [Fact]
    public async Task A_tool_without_a_configured_secret_is_refused_whatever_it_brings()
    {
        var other = new WebhookKey(Tool.Github, "another", [WebhookSite.Secret]);
        await using var site = await WebhookSite.OpenAsync(settings: new() { BaseUrl = WebhookSite.BaseUrl, Keys = [other] });

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(new Call(Tool.Github, "{}"u8.ToArray()).GitHub("ping")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(new Call(Tool.Github, "{}"u8.ToArray()).GitHub("ping", secret: "")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(new Call(Tool.Monday, """{"challenge":"abc"}"""u8.ToArray())));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task Fault_15_a_time_more_than_five_minutes_off_is_refused(int seconds)
    {
        await using var site = await WebhookSite.OpenAsync();
        var call = new Call(Tool.StandardWebhooks, Encoding.UTF8.GetBytes(Body));

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.Standard(site.Now + Duration.FromSeconds(seconds))));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call.Standard(site.Now + Duration.FromSeconds(seconds - Math.Sign(seconds)))));
    }

    [Fact]
    public async Task Fault_15_a_time_linear_did_not_sign_does_not_make_an_old_call_new()
    {
        await using var site = await WebhookSite.OpenAsync();
        var old = Encoding.UTF8.GetBytes($$"""{"type":"Issue","webhookTimestamp":{{site.Now.ToUnixTimeMilliseconds() - 61_000}}}""");
        var call = new Call(Tool.Linear, old).With("Linear-Signature", Signing.Hex(WebhookSite.Secret, old))
            .With("Linear-Timestamp", $"{site.Now.ToUnixTimeMilliseconds()}");

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call));
    }

    [Fact]
    public async Task A_token_of_monday_is_good_for_its_address_its_time_and_its_secret_only()
    {
        await using var site = await WebhookSite.OpenAsync();
        var call = new Call(Tool.Monday, """{"event":{"type":"create_pulse","pulseId":1,"boardId":2,"pulseName":"x"}}"""u8.ToArray());

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.Monday(site.Now, audience: "https://elsewhere.example/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.Monday(site.Now - Duration.FromMinutes(6))));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.Monday(site.Now, secret: "another secret of enough length")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call.With("Authorization", "eyJhbGciOiJub25lIn0.e30.")));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call.Monday(site.Now)));
    }

    [Fact]
    public async Task A_jira_server_that_cannot_sign_carries_the_secret_in_its_address()
    {
        await using var site = await WebhookSite.OpenAsync();
        var call = new Call(Tool.Jira, "{}"u8.ToArray());

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(call with { Query = "?key=wrong" }));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(call with { Query = $"?key={WebhookSite.Secret}" }));
    }

    [Fact]
    public async Task A_cloud_event_is_proved_by_a_bearer_token_and_read_in_either_mode()
    {
        await using var site = await WebhookSite.OpenAsync();
        var structured = new Call(Tool.CloudEvents, """{"specversion":"1.0","id":"1","source":"/plan","type":"app.item.created","data":{"id":"a","title":"Logo","group":"Launch","due":"2026-10-01"}}"""u8.ToArray())
            .With("Content-Type", "application/cloudevents+json").With("Authorization", $"Bearer {WebhookSite.Secret}");
        var binary = new Call(Tool.CloudEvents, """{"id":"b","title":"Shop"}"""u8.ToArray())
            .With("ce-specversion", "1.0").With("ce-id", "2").With("ce-source", "/plan").With("ce-type", "app.item.created")
            .With("Authorization", $"Bearer {WebhookSite.Secret}");

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(structured.With("Authorization", "Bearer wrong")));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(structured));
        Assert.Equal(HttpStatusCode.Accepted, await site.SendAsync(binary));

        var tasks = (await site.StateAsync()).Plan.Tasks;
        Assert.Equal(["cloud-events:a", "cloud-events:b"], tasks.Keys);
        Assert.Equal(new LocalDate(2026, 10, 1), tasks["cloud-events:a"].Due);
    }

    static WebhookRequest Request(string body, string secret, params (string Name, string Value)[] headers) => new()
    {
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        Body = Encoding.UTF8.GetBytes(body),
        Callback = WebhookSite.BaseUrl,
        Now = Vector,
        Secrets = [secret],
    };

    static async Task<string?> RefusalAsync(Tool tool, WebhookRequest request) =>
        await WebhookTools.All.Single(candidate => candidate.Tool == tool).RefuseAsync(request);
}
