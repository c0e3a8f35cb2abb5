using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Hosting.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>Reads each plan where it is kept: in Planner, or in the PM tool that calls in.</summary>
/// <param name="planner">Reads Planner; none where there is no sign-in to it.</param>
/// <param name="github">Reads GitHub; none where there is no token for it.</param>
public sealed class ToolPlanSource(IPlanSource? planner, IPlanSource? github) : IPlanSource
{
    /// <summary>Reads GitHub by a token, where there is one.</summary>
    public static ToolPlanSource Over(IPlanSource planner, string? githubToken) =>
        new(planner, githubToken is null ? null : new GitHubPlanSource(new HttpClient(), githubToken));

    /// <inheritdoc/>
    public Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default) =>
        (request.Plan.PlanId is null ? github : planner)?.ReadAsync(request, now, cancellation)
        ?? Task.FromResult<Fact>(new PlanReadFailed(now, PlanTrouble.SignInFailed, request.Plan.PlanId is null
            ? "There is no token for GitHub. Name one under 'tokenFrom', or take 'reconcile' out of the project."
            : "There is no sign-in to Microsoft Graph. Add tenantId, clientId and secretFrom under 'graph'."));
}
