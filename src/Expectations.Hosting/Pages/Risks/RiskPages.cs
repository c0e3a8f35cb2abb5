using Expectations.Core.Education;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>What may break a promise, as the manager sees it.</summary>
sealed class RiskPages(ProjectShelf shelf, FormNonce nonces, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes => [new("GET", "/risks/{project}", Entrance.Operator, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        var all = await shelf.ListAsync(after: null, BoardPages.MostProjects, visit.Cancellation);
        return await renderer.PageAsync<RisksPage>(RiskBoardWriting.Write(state, visit.Now) with
        {
            Cases = OwnCases.Of(all.SelectMany(OwnCases.DaysLate)),
            Nonce = nonces.Write(state.Setup!.Id, visit.Now),
            Done = DoneWords.Of(visit),
        });
    }
}
