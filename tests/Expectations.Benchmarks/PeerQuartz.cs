using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Expectations.Benchmarks;

/// <summary>
/// The peer of B1a: Quartz.NET drains due jobs from a SQLite file. Its jobs only count themselves, so that its row
/// is an upper bound: reading, deciding and writing state would come on top.
/// </summary>
static class PeerQuartz
{
    static long done;

    public static async Task<Result> RunAsync(string folder, int jobs, bool tuned)
    {
        var path = Path.Combine(folder, tuned ? "quartz-tuned.db" : "quartz-default.db");
        if (tuned)
            await UseWriteAheadLogAsync(path);
        await using var services = Services(path, tuned);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var due = DateTimeOffset.UtcNow.AddSeconds(-1);
        for (var number = 0; number < jobs; number++)
            await scheduler.ScheduleJob(
                JobBuilder.Create<CountingJob>().WithIdentity($"report-{number}").UsingJobData("letter", new string('x', 400)).Build(),
                TriggerBuilder.Create().WithIdentity($"due-{number}").StartAt(due).Build());

        done = 0;
        var watch = Stopwatch.StartNew();
        await scheduler.Start();
        while (Volatile.Read(ref done) < jobs)
            await Task.Delay(5);
        var seconds = watch.Elapsed.TotalSeconds;
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return new Result($"Quartz.NET {typeof(IScheduler).Assembly.GetName().Version} on SQLite, {(tuned ? "tuned" : "defaults")}", $"{jobs:N0} due jobs")
            .With("seconds", seconds)
            .With("jobs/s", jobs / seconds);
    }

    static ServiceProvider Services(string path, bool tuned) => new ServiceCollection()
        .AddLogging()
        .AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite($"Data Source={path}");
                store.ProvisionSchema();
            });
            if (!tuned)
                return;
            quartz.UseDefaultThreadPool(50);
            quartz.ConfigureScheduler(scheduler => scheduler.MaxBatchSize = 50);
        })
        .BuildServiceProvider();

    static async Task UseWriteAheadLogAsync(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync();
    }

    sealed class CountingJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref done);
            return ValueTask.CompletedTask;
        }
    }
}
