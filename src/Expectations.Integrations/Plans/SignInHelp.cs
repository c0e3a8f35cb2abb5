using Azure.Identity;

namespace Expectations.Integrations.Plans;

/// <summary>What to do about a sign-in that failed, by the codes Entra gives.</summary>
static class SignInHelp
{
    static readonly (string Code, string Step)[] Known =
    [
        ("AADSTS7000215", "The secret is wrong. Set ClientSecret to its value, not to its ID."),
        ("AADSTS7000222", "The secret has expired. Make a new one and set ClientSecret to it."),
        ("AADSTS700016", "The application is not in this tenant. Check TenantId and ClientId."),
        ("AADSTS90002", "There is no such tenant. Check TenantId on the overview page of Entra."),
        ("AADSTS900023", "The tenant is no identity and no domain. Check TenantId."),
        ("AADSTS7000112", "The application is switched off. Enable it under Enterprise applications."),
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
                "On Azure, switch on a managed identity.",
                "Elsewhere set TenantId, ClientId and ClientSecret, or run az login.",
            ]
            :
            [
                "Check TenantId, ClientId and ClientSecret.",
                "Check that this machine reaches login.microsoftonline.com.",
            ];
    }
}
