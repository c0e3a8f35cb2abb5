using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>What the client decides, as the manager sees it, and the form for a change.</summary>
sealed class BoardPages(ProjectShelf shelf, Forecaster forecaster, FormNonce nonces, PageRenderer renderer)
{
    const string New = "new";

    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/decisions/{project}", Entrance.Operator, ShowAsync),
        new("GET", "/changes/{project}", Entrance.Operator, ShowAsync),
        new("GET", "/changes/{project}/{change}", Entrance.Operator, ShowChangeAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit) =>
        await shelf.FindAsync(visit["project"], visit.Cancellation) is { } state
            ? await renderer.PageAsync<DecisionsPage>(BoardWriting.Write(
                state, visit.Now, nonces.Write(state.Setup!.Id, visit.Now), DoneWords.Of(visit)))
            : await renderer.NoProjectAsync();

    async Task<PageResponse> ShowChangeAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        var known = state.Changes.GetValueOrDefault(visit["change"]);
        if (visit["change"] != New && known?.State is not (ChangeState.Draft or ChangeState.Asked))
            return await renderer.MessageAsync(
                known is null ? 404 : 410, known is null ? "No such change" : "This change is closed",
                "It cannot be edited. Propose another one.", $"/decisions/{state.Setup!.Id}", "See all decisions");
        return await renderer.PageAsync<ChangePage>(new ChangeEditing
        {
            Project = ProjectShelf.NameOf(state),
            Change = known?.Change ?? ChangeForm.Empty(state),
            IsNew = known is null,
            IsAsked = known?.State == ChangeState.Asked,
            Milestones = [.. Movable(state, known?.Change, visit.Now)],
            Droppable = [.. state.Agreed.Requirements.Select(r => (r.Id, r.Name)),
                .. state.Agreed.Deliverables.Select(d => (d.Name, d.Name))],
            Cases = (await forecaster.LessonsAsync(visit.Now.InUtc().Date, visit.Cancellation)).Late,
            Nonce = nonces.Write(state.Setup!.Id, visit.Now),
        });
    }

    /// <summary>Milestones still ahead; one that was reached only where the change already moves it.</summary>
    static IEnumerable<Milestone> Movable(LedgerState state, Change? change, Instant now)
    {
        var reached = MilestoneLines.Of(state, state.Setup!.Day(now))
            .Where(m => m.Reached is not null).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        return state.Agreed.Milestones.Where(m => !reached.Contains(m.Id) || change?.Moves(m.Id) == true);
    }
}

/// <summary>A change being edited.</summary>
public sealed record ChangeEditing
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>The change as it is.</summary>
    public required Change Change { get; init; }

    /// <summary>Whether it has not been proposed yet.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Whether the client is being asked; an edit asks anew.</summary>
    public required bool IsAsked { get; init; }

    /// <summary>Milestones whose dates can be moved.</summary>
    public required ImmutableArray<Milestone> Milestones { get; init; }

    /// <summary>What can be left out, by identity and name.</summary>
    public required ImmutableArray<(string Id, string Name)> Droppable { get; init; }

    /// <summary>How late milestones of all projects were.</summary>
    public required OwnCases Cases { get; init; }

    /// <summary>Proof for the form.</summary>
    public required string Nonce { get; init; }
}
