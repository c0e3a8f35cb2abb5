using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Expectations.Core;
using Expectations.Core.Forecasts;
using Expectations.Forecasting.Finish;

namespace Expectations.Hosting.Forecasts;

/// <summary>
/// Turns what a ledger knows of its work into the questions of forecasting, and the answers into facts.
/// </summary>
/// <param name="cases">The organisation's own finished milestones.</param>
sealed class Forecaster(ForecastCases cases)
{
    const int Levels = 19;
    const int LevelStep = 5;

    /// <summary>The fact, with what is forecast once it is known; the fact itself where nothing is.</summary>
    internal async ValueTask<Fact> CompleteAsync(LedgerState state, Fact fact, CancellationToken cancellation)
    {
        if (Outlook.Of(state, fact) is not { } outlook)
            return fact;
        var answers = await AskAsync(outlook, cancellation);
        var reading = new ForecastReading([.. answers.Select(a => a.Said)])
        {
            Changes =
            [
                .. answers.Where(a => a.Work.WantsChange)
                    .Select(a => RemedyWriting.Write(new VerdictAsking(state, outlook, a.Work, a.Said)))
                    .OfType<WorkedOutChange>(),
            ],
        };
        return fact switch
        {
            PlanRead read => read with { Forecasts = reading },
            TimeReached reached => reached with { Forecasts = reading },
            _ => fact,
        };
    }

    /// <summary>What is forecast of every milestone that is not reached.</summary>
    internal async ValueTask<ImmutableArray<(WorkAhead Work, MilestoneForecast Said)>> AskAsync(
        Outlook outlook, CancellationToken cancellation)
    {
        var past = await cases.AsOfAsync(outlook.On, cancellation);
        ImmutableArray<PastMilestone> milestones = [.. past.Select(p => p.Milestone)];
        return [.. outlook.Milestones.Select(work => (work, Forecast(outlook, work, milestones)))];
    }

    /// <summary>The organisation's own finished milestones.</summary>
    internal ValueTask<ImmutableArray<FinishedCase>> CasesAsync(LocalDate today, CancellationToken cancellation) =>
        cases.AsOfAsync(today, cancellation);

    static MilestoneForecast Forecast(Outlook outlook, WorkAhead work, ImmutableArray<PastMilestone> past)
    {
        if (work.InAll == 0)
            return new MilestoneForecast(work.Milestone.Id) { Lack = ForecastLack.NoTasks };
        var announced = work.Announced ?? work.Milestone.Date;
        var answer = FinishForecaster.Forecast(new FinishQuestion
        {
            AsOf = outlook.On,
            StartedOn = work.StartedOn,
            AnnouncedFor = announced,
            TasksLeft = work.TasksLeft,
            Weeks = Weeks(outlook),
            CapacityAhead = outlook.CapacityUntil(announced),
            PeopleAhead = outlook.People,
            Tasks = [.. work.Due.Select(due => new OpenTask(due))],
            TaskDelays = outlook.Delays,
            Cases = past,
            Seed = SeedOf(outlook),
        });
        return answer is FinishForecast forecast
            ? Said(work, forecast)
            : new MilestoneForecast(work.Milestone.Id)
            {
                Lack = answer is NoForecast { Reason: Lack.ScopeOutrunsWork }
                    ? ForecastLack.ScopeOutrunsWork
                    : ForecastLack.NothingToGoBy,
            };
    }

    static MilestoneForecast Said(WorkAhead work, FinishForecast forecast) => new(work.Milestone.Id)
    {
        Days =
        [
            .. Enumerable.Range(1, Levels)
                .Select(level => Period.DaysBetween(forecast.AsOf, forecast.DateAt(level * LevelStep))),
        ],
        Tasks = work.TasksLeft,
        Weeks = forecast.Basis.Window is { } window ? Period.DaysBetween(window.From, window.To) / 7 + 1 : 0,
        Cases = forecast.Basis.Cases,
        Opinions =
        [
            .. forecast.Opinions.GroupBy(o => VoiceOf(o.Source)).OrderBy(g => g.Key)
                .Select(g => new ForecastOpinion(g.Key, (int)Math.Round(100 * g.Sum(o => o.Weight)))),
        ],
    };

    static ForecastVoice VoiceOf(ForecastSource source) => source switch
    {
        ForecastSource.PublishedOverruns => ForecastVoice.PublishedOverruns,
        ForecastSource.Pace or ForecastSource.RecentPace => ForecastVoice.Pace,
        ForecastSource.TaskDates => ForecastVoice.TaskDates,
        _ => ForecastVoice.Cases,
    };

    static ImmutableArray<WeekOfWork> Weeks(Outlook outlook) =>
        [.. outlook.Weeks.Select(w => new WeekOfWork(w.Monday, w.Done, w.Added))];

    // The same day of the same project meets the same luck, whatever machine works it out.
    static int SeedOf(Outlook outlook) => BinaryPrimitives.ReadInt32LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{outlook.Project}/{outlook.On:uuuu-MM-dd}")));
}
