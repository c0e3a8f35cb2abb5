using System.Text.Json;
using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>A straight answer to "is that too much?", worked out on the spot and recorded nowhere.</summary>
sealed class VerdictPages(ProjectShelf shelf, Forecaster forecaster, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes =>
    [
        new("GET", "/verdict/{project}", Entrance.Operator, ShowAsync),
        new("GET", "/api/projects/{project}/verdict", Entrance.Operator, AnswerAsync),
        new("GET", "/api/projects/{project}/verdict/promises", Entrance.Operator, AnswerPromisesAsync),
    ];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return await renderer.NoProjectAsync();
        var book = await JudgeAsync(state, visit);
        return await renderer.PageAsync<VerdictPage>(book, book.HasProblems ? 400 : 200);
    }

    Task<PageResponse> AnswerAsync(Visit visit) => AnswerAsync(visit, book => book.Lines);

    Task<PageResponse> AnswerPromisesAsync(Visit visit) => AnswerAsync(visit, book => book.Promises);

    async Task<PageResponse> AnswerAsync<T>(Visit visit, Func<VerdictBook, ImmutableArray<T>> part)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return Problems.Json(404, "No such project", "Look at the list of projects for the right id.");
        var book = await JudgeAsync(state, visit);
        return book.HasProblems
            ? Problems.Json(400, "That cannot be tried", string.Join(' ', book.Lines.SelectMany(l => l.Tried.Problems)))
            : PageResponse.Bytes(
                "application/json", JsonSerializer.SerializeToUtf8Bytes(part(book), LedgerJson.Options));
    }

    async Task<VerdictBook> JudgeAsync(LedgerState state, Visit visit)
    {
        var book = new VerdictBook
        {
            Project = ProjectShelf.NameOf(state),
            Zone = state.Setup!.Zone,
            IsForecast = state.Setup.Forecasts is not null,
            Lines = [],
        };
        if (Outlook.Of(state, visit.Now) is not { } outlook)
            return book;
        var lessons = await forecaster.LessonsAsync(outlook.On, visit.Cancellation);
        VerdictAsking[] askings =
        [
            .. Forecaster.Ask(outlook, lessons).Select(answer =>
                new VerdictAsking(state, outlook, answer.Work, answer.Said) { Cases = lessons.Work }),
        ];
        return book with
        {
            Lines =
            [
                .. askings.Select(asking => new VerdictWriting(asking, lessons.Overruns).Write(
                    WhatIf.From(visit.Request, asking.Work.Milestone.Id))),
            ],
            Promises = [.. state.Promises.Values.Select(promise => PromiseJudging.Judge(promise, askings))],
        };
    }
}
