using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;

namespace Expectations.Integrations.Plans;

/// <summary>
/// Signs in to the sandbox without an account: an unsigned token with the roles an administrator would have
/// consented to. <see cref="GraphOptions.Problems"/> keeps it from ever being used against a real service.
/// </summary>
/// <param name="roles">What the application may do; everything it can need where nothing is given.</param>
sealed class SandboxCredential(params string[] roles) : TokenCredential
{
    static readonly string[] Everything =
        ["Tasks.Read.All", "User.ReadBasic.All", "Calendars.Read", "Mail.Send"];

    public override AccessToken GetToken(
        TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "none", typ = "JWT" });
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            appid = "sandbox",
            roles = roles.Length > 0 ? roles : Everything,
        });
        var token = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}.";
        return new AccessToken(token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
