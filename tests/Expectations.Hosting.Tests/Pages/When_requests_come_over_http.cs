using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Tests.Pages;

public class When_requests_come_over_http
{
    [Fact]
    public async Task Pages_are_served_with_their_headers_to_the_one_at_the_machine()
    {
        await using var served = await ServeAsync();

        using var answer = await served.Client.GetAsync("/outbox?project=webshop");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Web shop relaunch", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("no-referrer", answer.Headers.GetValues("Referrer-Policy"));
        using var styles = await served.Client.GetAsync("/style.css");
        Assert.Equal("text/css", styles.Content.Headers.ContentType!.MediaType);
        using var head = await served.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_through_a_proxy_does_not_sit_at_the_machine()
    {
        await using var served = await ServeAsync();
        served.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(HttpStatusCode.Forbidden, (await served.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Fault_16_a_huge_body_of_unknown_length_is_refused()
    {
        await using var served = await ServeAsync();
        var note = new string('x', PageRequest.LongestBody);
        using var body = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"note":"{{note}}"}""")));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/projects/webshop/edit") { Content = body };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await served.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    static async Task<Served> ServeAsync()
    {
        var site = await Site.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(site.App);
        var host = builder.Build();
        host.MapExpectations();
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Served(site, host, new HttpClient { BaseAddress = new Uri(address) });
    }

    sealed record Served(Site Site, WebApplication Host, HttpClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Host.DisposeAsync();
            await Site.DisposeAsync();
        }
    }
}
