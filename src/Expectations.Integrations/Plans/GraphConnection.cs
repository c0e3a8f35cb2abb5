using System.Net;
using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Expectations.Integrations.Plans;

/// <summary>The SDK's client, signed in app-only, and failing fast rather than waiting for minutes.</summary>
sealed class GraphConnection : IDisposable
{
    readonly RenewableCredential credential;
    readonly HttpClient http;

    /// <param name="options">Where and as whom.</param>
    /// <param name="create">Makes a credential other than the one the options describe, for tests.</param>
    public GraphConnection(GraphOptions options, Func<TokenCredential>? create = null)
    {
        options.ThrowIfUnusable();
        BaseUrl = options.BaseUrl;
        credential = new RenewableCredential(create ?? (() => Credential(options)));
        http = GraphClientFactory.Create(Handlers(options));
        http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        // The token goes to this host only, whatever address an answer points to.
        var authentication = new AzureIdentityAuthenticationProvider(
            credential, [BaseUrl.Host], null, true, Scope);
        Client = new GraphServiceClient(http, authentication, BaseUrl.AbsoluteUri.TrimEnd('/'));
    }

    public Uri BaseUrl { get; }

    public GraphServiceClient Client { get; }

    string Scope => $"https://{BaseUrl.Host}/.default";

    /// <summary>The application's token, for the doctor to look into.</summary>
    public async Task<string> TokenAsync(CancellationToken cancellation) =>
        (await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancellation)).Token;

    /// <summary>Signs in afresh with the next request.</summary>
    public void SignInAgain() => credential.Renew();

    public void Dispose()
    {
        Client.Dispose();
        http.Dispose();
    }

    static TokenCredential Credential(GraphOptions options)
    {
        var authority = Authority(options.BaseUrl.Host);
        return options.SignIn switch
        {
            GraphSignIn.ClientSecret => new ClientSecretCredential(
                options.TenantId, options.ClientId, options.ClientSecret,
                new ClientSecretCredentialOptions { AuthorityHost = authority }),
            GraphSignIn.ManagedIdentity => new ManagedIdentityCredential(
                options.ClientId is { Length: > 0 } id
                    ? ManagedIdentityId.FromUserAssignedClientId(id)
                    : ManagedIdentityId.SystemAssigned),
            GraphSignIn.Sandbox => new SandboxCredential(),
            _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                AuthorityHost = authority,
                TenantId = options.TenantId,
                ManagedIdentityClientId = options.ClientId,
            }),
        };
    }

    static Uri Authority(string graphHost) => graphHost switch
    {
        "graph.microsoft.us" or "dod-graph.microsoft.us" => AzureAuthorityHosts.AzureGovernment,
        "microsoftgraph.chinacloudapi.cn" => AzureAuthorityHosts.AzureChina,
        _ => AzureAuthorityHosts.AzurePublicCloud,
    };

    static List<DelegatingHandler> Handlers(GraphOptions options)
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers()
            .Select(h => h is RetryHandler ? new RetryHandler(ShortPatience(options)) : h);
        return [new AnswerMending(), .. handlers];
    }

    static RetryHandlerOption ShortPatience(GraphOptions options) => new()
    {
        Delay = 1,
        MaxRetry = options.ShortRetries,
        ShouldRetry = (_, _, answer) =>
            answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout
            && RetryAfter.Of(answer.Headers.RetryAfter, answer.Headers.Date) is var wait
            && (wait ?? Duration.Zero) <= Duration.FromSeconds(options.LongestWaitSeconds),
    };
}
