using System.Net;
using System.Text;
using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Webhooks;
using Expectations.Integrations.Webhooks.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Integrations.Tests.Webhooks;

public sealed class When_others_are_told : IAsyncLifetime
{
    const string Old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const string New = "whsec_bmV3IHNlY3JldCBvZiAzMiBieXRlcyBsZW5ndGghISE=";

    readonly Receiver receiver = new();
    WebhookSite site = null!;

    public async Task InitializeAsync() => site = await WebhookSite.OpenAsync(outgoing: Settings());

    public async Task DisposeAsync()
    {
        receiver.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task What_is_decided_afterwards_is_told_once_in_order_and_signed_with_every_secret()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        Assert.Empty(receiver.Told);

        await PauseAndResumeAsync();
        await outgoing.RunAsync();
        await outgoing.RunAsync();

        Assert.Equal(["project-paused", "project-resumed"], receiver.Told.Select(told => told.Type));
        var first = receiver.Told[0];
        Assert.Equal(("webshop", "Budget freeze"), (first.Data.GetProperty("project").GetString(), first.Data.GetProperty("event").GetProperty("reason").GetString()));
        foreach (var secret in (string[])[Old, New])
        {
            var expected = new Call(Tool.StandardWebhooks, first.Body).Standard(site.Now, first.Id, secret).Headers["webhook-signature"];
            Assert.Contains(expected, first.Signatures.Split(' '));
        }
        Assert.Distinct(receiver.Told.Select(told => told.Id));
    }

    [Fact]
    public async Task What_the_receiver_did_not_take_is_told_again_under_the_same_identity_later_and_later()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        await PauseAndResumeAsync();
        receiver.Status = HttpStatusCode.ServiceUnavailable;
        await outgoing.RunAsync();
        site.Now += Duration.FromSeconds(4);
        await outgoing.RunAsync();
        Assert.Single(receiver.Told);
        site.Now += Duration.FromSeconds(1);
        await outgoing.RunAsync();
        site.Now += Duration.FromMinutes(5) - Duration.FromSeconds(5);
        await outgoing.RunAsync();
        Assert.Equal(2, receiver.Told.Count);

        receiver.Status = HttpStatusCode.NoContent;
        using (var another = Outgoing())
        {
            site.Now += Duration.FromMinutes(1);
            await another.RunAsync();
        }

        Assert.Equal(["project-paused", "project-paused", "project-paused", "project-resumed"], receiver.Told.Select(told => told.Type));
        Assert.Equal(2, receiver.Told.Select(told => told.Id).Distinct().Count());
    }

    [Fact]
    public async Task After_three_days_of_refusals_it_goes_on_with_what_comes_next()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        await PauseAndResumeAsync();
        receiver.Status = HttpStatusCode.InternalServerError;
        for (var hour = 0; hour < 80; hour++, site.Now += Duration.FromHours(1))
            await outgoing.RunAsync();
        var last = receiver.Told[^1];

        Assert.InRange(receiver.Told.Count(told => told.Type == "project-paused"), 8, 12);
        Assert.Equal("project-resumed", last.Type);
    }

    [Fact]
    public async Task Who_says_gone_is_never_told_again()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        await PauseAndResumeAsync();
        receiver.Status = HttpStatusCode.Gone;

        await outgoing.RunAsync();
        site.Now += Duration.FromDays(1);
        await outgoing.RunAsync();

        Assert.Single(receiver.Told);
    }

    [Fact]
    public async Task A_project_with_nothing_to_tell_is_not_looked_at()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        await PauseAndResumeAsync();
        await outgoing.RunAsync();

        Assert.Empty(await new OutgoingMarks(Settings(), site.Notes).ListAsync(default));
        Assert.Single(await site.Notes.ListAsync("outgoing").ToListAsync());
        await site.RegisterAsync(WebhookSite.Setup with { Id = "silent" });
        await outgoing.RunAsync();
        Assert.Single(await site.Notes.ListAsync("outgoing").ToListAsync());
    }

    [Fact]
    public async Task What_is_committed_after_the_look_is_told_by_the_next_one()
    {
        using var outgoing = Outgoing();
        var marks = new OutgoingMarks(Settings(), site.Notes);
        await PauseAndResumeAsync();
        await outgoing.RunAsync();
        receiver.Told.Clear();
        var events = await site.Store.ReadAsync(WebhookSite.Project).ToListAsync();
        await marks.NoteAsync(new LedgerAppend { ProjectId = WebhookSite.Project, ExpectedSequence = events[^1].Sequence, At = site.Now, Events = [events[^1]] });

        await outgoing.RunAsync();
        Assert.Empty(receiver.Told);
        await PauseAndResumeAsync();
        await outgoing.RunAsync();

        Assert.Equal(["project-paused", "project-resumed"], receiver.Told.Select(told => told.Type));
        Assert.Empty(await marks.ListAsync(default));
    }

    [Fact]
    public async Task What_was_never_committed_is_forgotten_after_a_while()
    {
        using var outgoing = Outgoing();
        var marks = new OutgoingMarks(Settings(), site.Notes);
        await PauseAndResumeAsync();
        var events = await site.Store.ReadAsync(WebhookSite.Project).ToListAsync();
        await marks.NoteAsync(new LedgerAppend { ProjectId = WebhookSite.Project, ExpectedSequence = events[^1].Sequence, At = site.Now, Events = [events[^1]] });

        site.Now += Duration.FromMinutes(11);
        await outgoing.RunAsync();

        Assert.Empty(await marks.ListAsync(default));
    }

    [Fact]
    public async Task Who_does_not_answer_holds_up_one_project_a_round_and_nobody_else()
    {
        var endpoints = new[] { Endpoint(), Endpoint() with { Name = "crm", Url = new Uri("https://crm.example/in") } };
        using var outgoing = Outgoing(endpoints);
        await site.RegisterAsync(WebhookSite.Setup with { Id = "hotel" });
        await PauseAndResumeAsync();
        await PauseAndResumeAsync("hotel");
        receiver.Refusing = "hooks.example";

        await outgoing.RunAsync();

        Assert.Equal(1, receiver.Told.Count(told => told.Host == "hooks.example"));
        Assert.Equal(4, receiver.Told.Count(told => told.Host == "crm.example"));
        receiver.Refusing = null;
        site.Now += Duration.FromMinutes(1);
        await outgoing.RunAsync();
        Assert.Equal(5, receiver.Told.Count(told => told.Host == "hooks.example"));
        Assert.Equal(4, receiver.Told.Count(told => told.Host == "crm.example"));
    }

    [Fact]
    public async Task Each_is_signed_with_the_moment_it_leaves_however_long_the_round_takes()
    {
        using var outgoing = Outgoing();
        await outgoing.RunAsync();
        await PauseAndResumeAsync();
        var began = site.Now;
        receiver.Meanwhile = () => site.Now += Duration.FromMinutes(6);

        await outgoing.RunAsync();

        Assert.Equal([began, began + Duration.FromMinutes(6)], receiver.Told.Select(told => told.Sent));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var trap = await ServeAsync(HttpStatusCode.Redirect, "http://127.0.0.1:1/");
        using var http = GuardedHttp.Create(_ => true);
        using var answer = await http.GetAsync(trap.Address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    public void Fault_27_addresses_around_us_are_told_from_public_ones(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.216.34,127.0.0.1")]
    [InlineData("")]
    public async Task Fault_27_a_name_that_leads_to_this_machine_is_not_connected_to(string addresses)
    {
        await using var trap = await ServeAsync(HttpStatusCode.OK, null);
        var found = addresses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();
        using var http = GuardedHttp.Create(PublicAddress.Is, (_, _) => Task.FromResult(found));

        var lost = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"http://hooks.example:{trap.Address.Port}/"));

        Assert.IsType<AddressNotPublicException>(lost.InnerException);
        Assert.Equal(0, trap.Calls);
    }

    [Fact]
    public async Task Fault_27_an_address_written_as_a_number_is_looked_at_as_well()
    {
        await using var trap = await ServeAsync(HttpStatusCode.OK, null);
        using var http = GuardedHttp.Create(PublicAddress.Is);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(trap.Address));

        Assert.Equal(0, trap.Calls);
    }

    [Theory]
    [InlineData("http://hooks.example/", "https://")]
    [InlineData("https://user:pw@hooks.example/", "https://")]
    [InlineData("https://elsewhere.example/", "allowed hosts")]
    public void An_address_that_is_not_allowed_stops_the_start(string url, string why)
    {
        var settings = Settings() with { Endpoints = [Endpoint() with { Url = new Uri(url) }] };

        var refused = Assert.Throws<InvalidOperationException>(() =>
            new OutgoingWebhooks(settings, site.Store, site.Notes, site, NullLogger<OutgoingWebhooks>.Instance));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project-registered")]
    [InlineData("link-issued")]
    public void What_holds_addresses_or_opens_links_cannot_be_asked_for(string name) =>
        Assert.NotEmpty((Settings() with { Endpoints = [Endpoint() with { Events = [name] }] }).Problems());

    [Fact]
    public async Task Addresses_of_people_are_never_told_whatever_the_events_begin_with()
    {
        using var outgoing = Outgoing(Endpoint() with { Events = ["project-", "setup-", "report-"] });
        await outgoing.RunAsync();
        await site.Runner.ApplyAsync(WebhookSite.Project, new SetupReceived(site.Now, WebhookSite.Setup with { Client = "Harbour" }));
        await PauseAndResumeAsync();

        await outgoing.RunAsync();

        Assert.Equal(["project-paused", "project-resumed"], receiver.Told.Select(told => told.Type));
    }

    async Task PauseAndResumeAsync(string project = WebhookSite.Project)
    {
        await site.Runner.ApplyAsync(project, new PauseAsked(site.Now, "ann", "Budget freeze"));
        await site.Runner.ApplyAsync(project, new ResumeAsked(site.Now, "ann"));
    }

    OutgoingWebhooks Outgoing(params OutgoingEndpoint[] endpoints) => new(
        Settings() with { Endpoints = endpoints is [] ? [Endpoint()] : [.. endpoints] }, site.Store, site.Notes, site,
        NullLogger<OutgoingWebhooks>.Instance, new HttpClient(receiver, disposeHandler: false));

    static OutgoingSettings Settings() => new() { AllowedHosts = ["hooks.example", "crm.example"], Endpoints = [Endpoint()] };

    static OutgoingEndpoint Endpoint() => new() { Name = "erp", Url = new Uri("https://hooks.example/in"), Secrets = [Old, New] };

    static async Task<Trap> ServeAsync(HttpStatusCode status, string? location)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var trap = new Trap(host);
        host.MapGet("/", context =>
        {
            trap.Calls++;
            context.Response.StatusCode = (int)status;
            if (location is not null)
                context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        await host.StartAsync();
        return trap;
    }

    sealed class Trap(WebApplication host) : IAsyncDisposable
    {
        public Uri Address => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        public int Calls { get; set; }

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }

    sealed record Told(string Host, string Id, string Timestamp, string Signatures, byte[] Body)
    {
        public Instant Sent => Instant.FromUnixTimeSeconds(long.Parse(Timestamp, System.Globalization.CultureInfo.InvariantCulture));

        JsonElement Root => JsonDocument.Parse(Body).RootElement;

        public string Type => Root.GetProperty("type").GetString()!;

        public JsonElement Data => Root.GetProperty("data");
    }

    sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string? Refusing { get; set; }

        public Action Meanwhile { get; set; } = () => { };

        public List<Told> Told { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string Header(string name) => string.Join(' ', request.Headers.GetValues(name));
            var told = new Told(
                request.RequestUri!.Host, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            lock (Told)
                Told.Add(told);
            Meanwhile();
            if (request.RequestUri!.Host == Refusing)
                throw new HttpRequestException("Nobody answers.");
            return new HttpResponseMessage(Status);
        }
    }
}
