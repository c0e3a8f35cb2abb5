using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Expectations.Benchmarks;

/// <summary>
/// The peer of B1a: Quartz.NET drains due jobs from a SQLite file, each of which reads a project's state, changes it
/// and puts a letter of the same size into an outbox, in one durable transaction of a second file.
/// </summary>
/// <remarks>The peer neither evaluates recurrences nor delivers or settles the letter, which is to its advantage.</remarks>
static class PeerQuartz
{
    static long done;
    static string state = "";

    public static async Task<Result> RunAsync(string folder, int jobs, bool tuned)
    {
        var path = Path.Combine(folder, tuned ? "quartz-tuned.db" : "quartz-default.db");
        if (tuned)
            await UseWriteAheadLogAsync(path);
        state = $"Data Source={Path.Combine(folder, "quartz-state.db")}";
        await CreateStateAsync(jobs);
        await using var services = Services(path, tuned);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var due = DateTimeOffset.UtcNow.AddSeconds(-1);
        for (var number = 0; number < jobs; number++)
            await scheduler.ScheduleJob(
                JobBuilder.Create<ReportJob>().WithIdentity($"report-{number}").UsingJobData("letter", new string('x', 400)).Build(),
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

    static Task UseWriteAheadLogAsync(string path) => ExecuteAsync($"Data Source={path}", "PRAGMA journal_mode = WAL");

    static Task CreateStateAsync(int projects) => ExecuteAsync(
        state,
        $"""
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         CREATE TABLE project (id TEXT PRIMARY KEY, reports INTEGER NOT NULL) WITHOUT ROWID;
         CREATE TABLE outbox (id INTEGER PRIMARY KEY, project TEXT NOT NULL, letter TEXT NOT NULL);
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {projects - 1})
         INSERT INTO project SELECT 'report-' || i, 0 FROM n;
         """);

    static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    sealed class ReportJob : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            await using var connection = new SqliteConnection(state);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                PRAGMA synchronous = FULL;
                BEGIN IMMEDIATE;
                UPDATE project SET reports = reports + 1 WHERE id = $id;
                INSERT INTO outbox (project, letter) VALUES ($id, $letter);
                COMMIT;
                """;
            command.Parameters.AddWithValue("$id", context.JobDetail.Key.Name);
            command.Parameters.AddWithValue("$letter", context.JobDetail.JobDataMap.GetString("letter"));
            await command.ExecuteNonQueryAsync(cancellationToken);
            Interlocked.Increment(ref done);
        }
    }
}
