namespace Expectations.Integrations.Plans;

/// <summary>A permission of Microsoft Graph the program needs for something.</summary>
/// <param name="Name">The least permission that is enough.</param>
/// <param name="For">What it is needed for.</param>
/// <param name="AlsoEnough">Wider permissions that are enough too.</param>
sealed record GraphPermission(string Name, string For, params string[] AlsoEnough)
{
    internal static readonly GraphPermission Plans = new(
        "Tasks.Read.All", "reading plans", "Tasks.ReadWrite.All");

    internal static readonly GraphPermission Names = new(
        "User.ReadBasic.All", "naming those who work on a task",
        "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    internal static readonly GraphPermission Calendars = new(
        "Calendars.Read", "meetings and absences", "Calendars.ReadWrite");

    internal static readonly GraphPermission Mail = new("Mail.Send", "sending letters through Graph");

    /// <summary>Whether one of the roles is enough.</summary>
    internal bool GivenBy(IReadOnlySet<string> roles) =>
        roles.Contains(Name) || AlsoEnough.Any(roles.Contains);

    /// <summary>How an administrator grants it.</summary>
    internal ImmutableArray<string> Steps(GraphSignIn signIn) => signIn == GraphSignIn.ManagedIdentity
        ?
        [
            "The portal has no page for this; use Microsoft Graph PowerShell as an administrator.",
            "$graph = Get-MgServicePrincipal -Filter \"appId eq '00000003-0000-0000-c000-000000000000'\"",
            $"$role = $graph.AppRoles | Where-Object Value -eq '{Name}'",
            "New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId <object id of the identity> "
                + "-PrincipalId <object id of the identity> -ResourceId $graph.Id -AppRoleId $role.Id",
            "Restart the program: tokens keep their old permissions for up to a day.",
        ]
        :
        [
            "Open entra.microsoft.com, App registrations, All applications, and choose the application.",
            "Open API permissions, Add a permission, Microsoft Graph, Application permissions.",
            $"Tick {Name} and press Add permissions.",
            "Press Grant admin consent; this takes an administrator.",
            "Run the doctor again; a fresh consent can take a few minutes.",
        ];
}
