using Azure.Core;

namespace Expectations.Integrations.Plans;

/// <summary>Lets go of a token Graph no longer takes: credentials keep theirs until it expires.</summary>
sealed class RenewableCredential(Func<TokenCredential> create) : TokenCredential
{
    volatile TokenCredential current = create();

    public void Renew() => current = create();

    public override AccessToken GetToken(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        current.GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        current.GetTokenAsync(requestContext, cancellationToken);
}
