using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>What may break a promise, as the manager sees it.</summary>
sealed class RiskPages(ProjectShelf shelf, Forecaster forecaster, FormNonce nonces, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes => [new("GET", "/risks/{project}", Entrance.Operator, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        return await renderer.PageAsync<RisksPage>(RiskBoardWriting.Write(state, visit.Now) with
        {
            Cases = (await forecaster.LessonsAsync(visit.Now.InUtc().Date, visit.Cancellation)).Late,
            Nonce = nonces.Write(state.Setup!.Id, visit.Now),
            Done = DoneWords.Of(visit),
        });
    }
}
