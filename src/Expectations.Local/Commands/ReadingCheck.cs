using Expectations.Core;
using Expectations.Core.Projects;
using Expectations.Integrations.Webhooks;
using Expectations.Local.Portfolio;

namespace Expectations.Local.Commands;

/// <summary>Says which token reads the present state of a tool, and tries the configured one.</summary>
sealed class ReadingCheck(DirectoryInfo folder, HostSettings settings) : IDisposable
{
    readonly ToolPlanSource plans = new(null, settings.ToAccess());
    readonly Lazy<ImmutableArray<ProjectSetup>> projects = new(() => PortfolioOption.Projects(folder));

    /// <summary>Tells it of one tool.</summary>
    /// <returns>Whether all that is to be read can be.</returns>
    public async Task<bool> TellAsync(WebhookKeySettings key, Instant now, CancellationToken cancellation)
    {
        if (WebhookTools.TokenOf(key.Tool) is not { } token)
            return true;
        if (key.TokenFrom is null)
        {
            Terminal.Say($"  Its present state is not read: there is no 'tokenFrom'. {token}");
            return true;
        }
        var sound = true;
        var told = false;
        foreach (var project in projects.Value.Where(p => key.Project is null || key.Project == p.Id))
            foreach (var from in (project.Plan.Webhooks?.From ?? []).Where(from => from.Tool == key.Tool))
            {
                sound &= await TryAsync(project, from, now, cancellation);
                told = true;
            }
        if (!told)
            Terminal.Say($"  The token was not tried: no project names something of it under 'from'. {token}");
        return sound;
    }

    /// <inheritdoc/>
    public void Dispose() => plans.Dispose();

    async Task<bool> TryAsync(ProjectSetup project, ToolProject from, Instant now, CancellationToken cancellation)
    {
        var plan = new PlanReference { Webhooks = new WebhookPlan { From = [from], Reconcile = true } };
        var request = new ReadPlan(plan, project.Zone, now.InUtc().Date) { ProjectId = project.Id };
        var read = await plans.ReadAsync(request, now, cancellation);
        Terminal.Say(read switch
        {
            PlanRead whole => $"  {from.Project} can be read: {whole.Plan.Tasks.Length} items.",
            PlanReadFailed failed => $"  {from.Project} cannot be read: {failed.Detail}",
            _ => $"  {from.Project} cannot be read.",
        });
        return read is PlanRead;
    }
}
