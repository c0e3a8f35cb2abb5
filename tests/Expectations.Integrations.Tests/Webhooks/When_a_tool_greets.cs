using System.Net;
using Expectations.Core.Projects;
using Expectations.Hosting.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_a_tool_greets
{
    const string HandedOver = "b537207f20cbfa02357cf448134da559";

    static readonly byte[] Heartbeat = """{"events":[]}"""u8.ToArray();

    [Fact]
    public async Task Asana_hands_over_a_secret_that_is_echoed_and_signs_from_then_on()
    {
        await using var site = await WebhookSite.OpenAsync();
        var heartbeat = new Call(Tool.Asana, Heartbeat).With("X-Hook-Signature", Signing.Hex(HandedOver, Heartbeat));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(heartbeat));

        using var request = Greeting($"?key={WebhookSite.Secret}").ToRequest();
        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([HandedOver], answer.Headers.GetValues("X-Hook-Secret"));
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(heartbeat));
    }

    [Fact]
    public async Task Asana_is_told_at_once_that_the_portfolio_is_no_address_for_it()
    {
        var keys = new WebhookKey(Tool.Asana, null, [WebhookSite.Secret]);
        await using var site = await WebhookSite.OpenAsync(settings: new() { BaseUrl = WebhookSite.BaseUrl, Keys = [keys] });

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(Greeting($"?key={WebhookSite.Secret}") with { Project = WebhookDoor.Portfolio }));
        Assert.Contains(site.Log.Lines, line => line.Line.Contains("id of one of your projects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_boards_of_a_project_do_not_drive_out_each_others_secrets()
    {
        await using var site = await WebhookSite.OpenAsync();
        for (var board = 0; board < 20; board++)
            await site.SendAsync(Greeting($"?key={WebhookSite.Secret}").With("X-Hook-Secret", $"{HandedOver}{board}"));

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(
            new Call(Tool.Asana, Heartbeat).With("X-Hook-Signature", Signing.Hex($"{HandedOver}0", Heartbeat))));
    }

    [Fact]
    public async Task Nobody_without_the_key_can_plant_a_secret()
    {
        await using var site = await WebhookSite.OpenAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(Greeting("")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(Greeting("?key=guessed")));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(new Call(Tool.Asana, Heartbeat).With("X-Hook-Signature", Signing.Hex(HandedOver, Heartbeat))));
    }

    [Fact]
    public async Task A_secret_handed_over_is_kept_sealed()
    {
        await using var site = await WebhookSite.OpenAsync();
        await site.SendAsync(Greeting($"?key={WebhookSite.Secret}"));

        await foreach (var (_, note) in site.Notes.ListAsync("secrets"))
            Assert.DoesNotContain(HandedOver, System.Text.Encoding.UTF8.GetString(note), StringComparison.Ordinal);
        Assert.Equal(HandedOver, Assert.Single(await site.Book.SecretsAsync(Tool.Asana, WebhookSite.Project, [WebhookSite.Secret])));
        Assert.Empty(await site.Book.SecretsAsync(Tool.Asana, WebhookSite.Project, ["another"]));
    }

    [Fact]
    public async Task Monday_gets_its_challenge_back()
    {
        await using var site = await WebhookSite.OpenAsync();
        using var request = new Call(Tool.Monday, """{ "challenge": "3eZbrw1aBm2rZgRNFdxV2595" }"""u8.ToArray()).ToRequest();
        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"challenge":"3eZbrw1aBm2rZgRNFdxV2595"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await site.SendAsync(new Call(Tool.Monday, """{"challenge":"<script>"}"""u8.ToArray())));
    }

    [Fact]
    public async Task Trello_finds_something_at_the_address()
    {
        await using var site = await WebhookSite.OpenAsync();
        using var head = new HttpRequestMessage(HttpMethod.Head, "/api/webhooks/trello/webshop");
        using var answer = await site.Client.SendAsync(head);
        using var nothing = await site.Client.GetAsync("/api/webhooks/no-tool/webshop");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Theory]
    [InlineData(null, "6000")]
    [InlineData("120", "120")]
    [InlineData("2147483647", "6000")]
    public async Task A_sender_of_CloudEvents_is_granted_what_it_asks_for(string? asked, string granted)
    {
        await using var site = await WebhookSite.OpenAsync();
        using var answer = await AskAsync(site, "cloud-events/webshop", "eventemitter.example.com", asked);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["eventemitter.example.com"], answer.Headers.GetValues("WebHook-Allowed-Origin"));
        Assert.Equal([granted], answer.Headers.GetValues("WebHook-Allowed-Rate"));
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.Single(await site.LedgerAsync());
    }

    [Theory]
    [InlineData("cloud-events/webshop", null, null, HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/webshop", "*", null, HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/webshop", "https://eventemitter.example.com", null, HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/webshop", "eventemitter.example.com", "0", HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/webshop", "eventemitter.example.com", "-5", HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/webshop", "eventemitter.example.com", "many", HttpStatusCode.BadRequest)]
    [InlineData("cloud-events/no-such-secret", "eventemitter.example.com", null, HttpStatusCode.Unauthorized)]
    [InlineData("no-tool/webshop", "eventemitter.example.com", null, HttpStatusCode.NotFound)]
    public async Task Nothing_is_granted_to_whom_nothing_is_known_of(string path, string? origin, string? rate, HttpStatusCode status)
    {
        await using var site = await WebhookSite.OpenAsync();
        using var answer = await AskAsync(site, path, origin, rate);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Origin"));
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Rate"));
    }

    [Theory]
    [InlineData("github")]
    [InlineData("standard-webhooks")]
    [InlineData("asana")]
    public async Task Other_tools_have_nothing_to_ask_for(string tool)
    {
        await using var site = await WebhookSite.OpenAsync();
        using var answer = await AskAsync(site, $"{tool}/webshop", "eventemitter.example.com", "120");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Origin"));
    }

    static async Task<HttpResponseMessage> AskAsync(WebhookSite site, string path, string? origin, string? rate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"/api/webhooks/{path}");
        if (origin is not null)
            request.Headers.Add("WebHook-Request-Origin", origin);
        if (rate is not null)
            request.Headers.Add("WebHook-Request-Rate", rate);
        return await site.Client.SendAsync(request);
    }

    static Call Greeting(string query) => new Call(Tool.Asana, []) { Query = query }.With("X-Hook-Secret", HandedOver);
}
