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
/// <param name="experience">What the organisation's own ledgers teach.</param>
sealed class Forecaster(Experience experience)
{
    const int Levels = 19;
    const int LevelStep = 5;

    /// <summary>The fact, with what is forecast once it is known; the fact itself where nothing is.</summary>
    internal async ValueTask<Fact> CompleteAsync(LedgerState state, Fact fact, CancellationToken cancellation)
    {
        if (Foresight.Of(state, fact) is not { } asked)
            return fact;
        var dates = asked.Dates is { } outlook ? await ReadAsync(state, outlook, cancellation) : null;
        var tasks = asked.Tasks is { } watched
            ? TaskWatching.Judge(watched, await LessonsAsync(watched.On, cancellation))
            : null;
        return fact switch
        {
            PlanRead read => read with { Forecasts = dates, Lateness = tasks },
            TimeReached reached => reached with { Forecasts = dates, Lateness = tasks },
            _ => fact,
        };
    }

    async ValueTask<ForecastReading> ReadAsync(
        LedgerState state, Outlook outlook, CancellationToken cancellation)
    {
        var lessons = await LessonsAsync(outlook.On, cancellation);
        var answers = Ask(outlook, lessons);
        return new ForecastReading([.. answers.Select(a => a.Said)])
        {
            Changes =
            [
                .. answers.Where(a => a.Work.WantsChange)
                    .Select(a => new VerdictAsking(state, outlook, a.Work, a.Said))
                    .Select(asking => RemedyWriting.Write(asking, lessons.Overruns))
                    .OfType<WorkedOutChange>(),
            ],
        };
    }

    /// <summary>What is forecast of every milestone that is not reached.</summary>
    internal static ImmutableArray<(WorkAhead Work, MilestoneForecast Said)> Ask(Outlook outlook, Lessons lessons) =>
        [.. outlook.Milestones.Select(work => (work, Forecast(outlook, work, lessons)))];

    /// <summary>What the organisation's own ledgers teach.</summary>
    internal ValueTask<Lessons> LessonsAsync(LocalDate today, CancellationToken cancellation) =>
        experience.AsOfAsync(today, cancellation);

    static MilestoneForecast Forecast(Outlook outlook, WorkAhead work, Lessons lessons)
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
            Cases = lessons.Cases,
            Record = lessons.Record,
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
