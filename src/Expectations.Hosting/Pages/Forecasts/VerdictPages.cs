using System.Text.Json;
using System.Text.Json.Serialization;
using Expectations.Core;
using Expectations.Core.Forecasts;
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
    ];

    async Task<PageResponse> ShowAsync(Visit visit) =>
        await shelf.FindAsync(visit["project"], visit.Cancellation) is { } state
            ? await renderer.PageAsync<VerdictPage>(new VerdictBook
            {
                Project = ProjectShelf.NameOf(state),
                Zone = state.Setup!.Zone,
                IsForecast = state.Setup.Forecasts is not null,
                Lines = await JudgeAsync(state, visit),
            })
            : await renderer.NoProjectAsync();

    async Task<PageResponse> AnswerAsync(Visit visit) =>
        await shelf.FindAsync(visit["project"], visit.Cancellation) is { } state
            ? PageResponse.Bytes("application/json", JsonSerializer.SerializeToUtf8Bytes(
                await JudgeAsync(state, visit), LedgerJson.Options))
            : Problems.Json(404, "No such project", "Look at the list of projects for the right id.");

    async Task<ImmutableArray<VerdictLine>> JudgeAsync(LedgerState state, Visit visit)
    {
        if (Outlook.Of(state, visit.Now) is not { } outlook)
            return [];
        var answers = await forecaster.AskAsync(outlook, visit.Cancellation);
        return [.. answers.Select(answer => VerdictWriting.Write(outlook, answer.Work, answer.Said) with
        {
            Picture = OddsPicture.Of(state, answer.Work.Milestone.Id),
        })];
    }
}

/// <summary>What is likely, milestone by milestone.</summary>
public sealed record VerdictBook
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Zone its dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Whether its dates are forecast with every reading, so that weeks of work are counted.</summary>
    public required bool IsForecast { get; init; }

    /// <summary>One line for each milestone not reached.</summary>
    public required ImmutableArray<VerdictLine> Lines { get; init; }
}

/// <summary>How likely one agreed date is, and what would make it likely.</summary>
public sealed record VerdictLine
{
    /// <summary>Identity of the milestone.</summary>
    public required string Milestone { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Date asked for.</summary>
    public required LocalDate AskedFor { get; init; }

    /// <summary>Chance of that date in percent; none where there is no forecast.</summary>
    public int? Chance { get; init; }

    /// <summary>Date with even odds.</summary>
    public LocalDate? P50 { get; init; }

    /// <summary>Date with odds of 80 in 100.</summary>
    public LocalDate? P80 { get; init; }

    /// <summary>Date with odds of 85 in 100.</summary>
    public LocalDate? P85 { get; init; }

    /// <summary>What it rests on, or why there is no forecast.</summary>
    public required string Because { get; init; }

    /// <summary>What would each make it 80 in 100.</summary>
    public ImmutableArray<string> WouldDo { get; init; } = [];

    /// <summary>How its date has moved; none before the second week.</summary>
    [JsonIgnore]
    public OddsPicture? Picture { get; init; }
}
