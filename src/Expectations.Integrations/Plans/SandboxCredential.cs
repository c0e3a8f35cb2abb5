using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;

namespace Expectations.Integrations.Plans;

/// <summary>
/// Signs in to the sandbox without an account: an unsigned token with the roles an administrator would have
/// consented to. <see cref="GraphOptions.Problems"/> keeps it from ever being used against a real service.
/// </summary>
sealed class SandboxCredential : TokenCredential
{
    static readonly string[] Roles = ["Tasks.Read.All", "User.ReadBasic.All", "Calendars.Read", "Mail.Send"];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "none", typ = "JWT" });
        var payload = JsonSerializer.SerializeToUtf8Bytes(new { appid = "sandbox", roles = Roles });
        var token = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}.";
        return new AccessToken(token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
