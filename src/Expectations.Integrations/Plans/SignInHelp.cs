using Azure.Identity;

namespace Expectations.Integrations.Plans;

/// <summary>What to do about a sign-in that failed, by the codes Entra gives.</summary>
static class SignInHelp
{
    static readonly (string Code, string Step)[] Known =
    [
        ("AADSTS7000215", "The secret is wrong. Use the value of the client secret, not its ID; make a new one if it is lost."),
        ("AADSTS7000222", "The secret has expired. Make a new one under Certificates & secrets and set ClientSecret to it."),
        ("AADSTS700016", "The application is not in this tenant. Compare TenantId and ClientId with the app registration."),
        ("AADSTS90002", "There is no such tenant. Compare TenantId with the overview page of Entra."),
        ("AADSTS900023", "The tenant is not written as an identity or a domain. Compare TenantId with the overview page of Entra."),
        ("AADSTS7000112", "The application is switched off. Enable it under Enterprise applications, Properties."),
    ];

    internal static ImmutableArray<string> For(Exception e)
    {
        var step = Array.Find(Known, k => e.Message.Contains(k.Code + ":", StringComparison.Ordinal)).Step;
        if (step is not null)
            return [step];
        return e is CredentialUnavailableException
            ?
            [
                "Nothing on this machine offers a sign-in.",
                "On Azure, switch on a managed identity; elsewhere set TenantId, ClientId and ClientSecret, or run az login.",
            ]
            : ["Check TenantId, ClientId and ClientSecret, and that this machine reaches login.microsoftonline.com."];
    }
}
