using Azure.Core;
using Azure.Identity;
using Expectations.Core.Projects;
using Expectations.Integrations.Plans;
using Expectations.Local.Sandbox;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_the_doctor_looks_at_Graph
{
    [Fact]
    public async Task All_is_well_where_all_is_well()
    {
        await using var world = await WorldAsync();
        var checks = await ExamineAsync(world, new SandboxCredential(), sendsMail: true);
        Assert.All(checks, c => Assert.Equal((CheckOutcome.Ok, 0), (c.Outcome, c.Steps.Length)));
        Assert.Contains("\"Web shop\": 1 buckets, 3 tasks", Find(checks, "Plan").Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tasks.Read.All")]
    [InlineData("User.ReadBasic.All")]
    [InlineData("Calendars.Read")]
    [InlineData("Mail.Send")]
    public async Task A_missing_permission_is_named_with_the_steps_to_grant_it(string missing)
    {
        string[] all = ["Tasks.Read.All", "User.ReadBasic.All", "Calendars.Read", "Mail.Send"];
        await using var world = await WorldAsync();
        var checks = await ExamineAsync(
            world, new SandboxCredential([.. all.Where(r => r != missing)]), sendsMail: true);
        var failed = checks.Where(c => c.Outcome == CheckOutcome.Failed).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, c => Assert.Equal(missing, c.MissingPermission));
        Assert.All(failed, c => Assert.Contains(c.Steps, s => s.Contains(missing, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Mail_is_not_asked_for_where_no_mail_goes_through_Graph()
    {
        await using var world = await WorldAsync();
        var checks = await ExamineAsync(
            world, new SandboxCredential("Tasks.Read.All", "User.Read.All", "Calendars.Read"));
        Assert.DoesNotContain(checks, c => c.Outcome != CheckOutcome.Ok);
    }

    [Fact]
    public async Task Missing_calendar_consent_fails_the_calendars_and_not_the_plan()
    {
        await using var world = await WorldAsync();
        var checks = await ExamineAsync(world, new SandboxCredential("Tasks.Read.All", "User.ReadBasic.All"));
        Assert.Equal(CheckOutcome.Ok, Find(checks, "Plan").Outcome);
        Assert.Equal(
            ["Permission for meetings and absences", "Client calendar", "Team calendars"],
            checks.Where(c => c.MissingPermission == "Calendars.Read").Select(c => c.Name));
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_leaves_permissions_unknown()
    {
        await using var world = await WorldAsync();
        var checks = await ExamineAsync(world, new OpaqueCredential());
        Assert.Equal(CheckOutcome.Unknown, Find(checks, "Permission for reading plans").Outcome);
    }

    [Fact]
    public async Task An_expired_secret_is_told_with_what_to_do()
    {
        await using var world = await WorldAsync();
        var expired = new FailingCredential("AADSTS7000222: The provided client secret keys are expired.");
        var check = Find(await ExamineAsync(world, expired), "Sign-in");
        Assert.Equal(CheckOutcome.Failed, check.Outcome);
        Assert.Contains("has expired", Assert.Single(check.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_told_with_where_to_look()
    {
        await using var world = await WorldAsync();
        world.Faults.Add(SandboxFault.NotFound() with { Path = "/planner/plans" });
        var check = Find(await ExamineAsync(world, new SandboxCredential()), "Plan");
        Assert.Equal(CheckOutcome.Failed, check.Outcome);
        Assert.Contains(check.Steps, s => s.Contains("planId", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_is_down_leaves_the_plan_unknown()
    {
        await using var world = await WorldAsync();
        world.Faults.Add(SandboxFault.Unavailable() with { Path = "/planner/plans", RetryAfter = 0, Times = 2 });
        Assert.Equal(CheckOutcome.Unknown, Find(await ExamineAsync(world, new SandboxCredential()), "Plan").Outcome);
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_told_before_anything_is_sent()
    {
        var doctor = new GraphDoctor(new GraphOptions
        {
            SignIn = GraphSignIn.ClientSecret,
            TenantId = "tenant",
            ClientSecret = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/graph)",
        });
        var checks = await doctor.ExamineAsync(new PlanReference { PlanId = "p" }, "UTC", PlanWorld.Morning);
        var check = Assert.Single(checks);
        Assert.Equal(CheckOutcome.Failed, check.Outcome);
        Assert.Contains(check.Steps, s => s.Contains("ClientId", StringComparison.Ordinal));
        Assert.Contains(check.Steps, s => s.Contains("Key Vault Secrets User", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://graph.example.com/v1.0")]
    [InlineData("https://graph.microsoft.com/v1.0")]
    public void The_sandbox_sign_in_never_leaves_this_machine(string address) =>
        Assert.Throws<InvalidOperationException>(
            () => new GraphPlanSource(new GraphOptions { SignIn = GraphSignIn.Sandbox, BaseUrl = new Uri(address) }));

    static Task<PlanWorld> WorldAsync() => PlanWorld.StartAsync(new
    {
        asOf = "2026-08-28",
        plan = new { id = PlanWorld.PlanId, title = "Web shop" },
        buckets = new[] { new { id = "b1", name = "Design" } },
        tasks = PlanWorld.Tasks(3),
        users = new[] { new { id = "u1", displayName = "Person 1", mail = "p1@example.com" } },
    });

    static Task<ImmutableArray<DoctorCheck>> ExamineAsync(
        PlanWorld world, TokenCredential credential, bool sendsMail = false) =>
        new GraphDoctor(world.Options) { Credential = () => credential }.ExamineAsync(
            new PlanReference
            {
                PlanId = PlanWorld.PlanId,
                ClientCalendar = "shop@example.com",
                TeamMailboxes = ["p1@example.com"],
            },
            "Europe/London", PlanWorld.Morning, sendsMail);

    static DoctorCheck Find(IEnumerable<DoctorCheck> checks, string name) =>
        checks.Single(c => c.Name == name);

    sealed class OpaqueCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("opaque", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    sealed class FailingCredential(string message) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException(message);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException(message);
    }
}
