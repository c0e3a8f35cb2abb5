using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Expectations.Storage.Tables;

/// <summary>A moment at which a project may be due, or a letter may leave.</summary>
readonly record struct Wake(Instant At, string Project, string Letter);

/// <summary>
/// Hints where to look at a moment, spread over shards so that no partition is hot. A hint is written before what it
/// points to and removed after: it may be stale, and never is it missing.
/// </summary>
sealed class WakeIndex(TableClient table)
{
    internal const string Due = "d";
    internal const string Letters = "o";
    const string Projects = "p";
    const int Shards = 16;

    static readonly Duration Stale = Duration.FromDays(1);

    internal Task AddAsync(string kind, Wake wake, CancellationToken cancellation) => table.UpsertEntityAsync(
        new TableEntity(Shard(kind, wake.Project), Key(wake)) { ["Project"] = wake.Project, ["Letter"] = wake.Letter },
        TableUpdateMode.Replace, cancellation);

    internal async Task RemoveAsync(string kind, Wake wake, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteEntityAsync(Shard(kind, wake.Project), Key(wake), ETag.All, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else has tidied up.
        }
    }

    /// <summary>Removes a hint that points to nothing, once it cannot be that of a write still under way.</summary>
    internal Task TidyAsync(string kind, Wake wake, Instant now, CancellationToken cancellation) =>
        now - wake.At > Stale ? RemoveAsync(kind, wake, cancellation) : Task.CompletedTask;

    /// <summary>Hints up to a moment, the oldest first.</summary>
    internal async Task<List<Wake>> UntilAsync(string kind, Instant moment, CancellationToken cancellation)
    {
        var end = Ticks(moment + Duration.FromTicks(1));
        var found = await Task.WhenAll(Partitions(kind).Select(async partition => await table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {end}"),
            cancellationToken: cancellation).Select(Read).ToListAsync(cancellation)));
        return [.. found.SelectMany(wakes => wakes).OrderBy(wake => wake.At)];
    }

    /// <summary>The earliest hint of any kind; none when nothing is planned.</summary>
    internal async Task<Instant?> FirstAsync(CancellationToken cancellation)
    {
        var first = await Task.WhenAll(Partitions(Due).Concat(Partitions(Letters)).Select(async partition =>
            await table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), maxPerPage: 1,
                cancellationToken: cancellation)
                .Select(row => (Instant?)Read(row).At).FirstOrDefaultAsync(cancellation)));
        return first.Min();
    }

    internal Task NoteProjectAsync(string project, CancellationToken cancellation) => table.UpsertEntityAsync(
        new TableEntity(Projects, project), TableUpdateMode.Replace, cancellation);

    internal IAsyncEnumerable<string> ProjectsAsync(CancellationToken cancellation) => table.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter($"PartitionKey eq {Projects}"), cancellationToken: cancellation)
        .Select(row => row.RowKey);

    static IEnumerable<string> Partitions(string kind) =>
        Enumerable.Range(0, Shards).Select(shard => $"{kind}{shard:x}");

    static string Shard(string kind, string project) =>
        $"{kind}{SHA256.HashData(Encoding.UTF8.GetBytes(project))[0] % Shards:x}";

    static string Key(Wake wake) => $"{Ticks(wake.At)}~{wake.Project}~{wake.Letter}";

    static string Ticks(Instant moment) =>
        moment.ToUnixTimeTicks().ToString("D19", CultureInfo.InvariantCulture);

    static Wake Read(TableEntity row) => new(
        Instant.FromUnixTimeTicks(long.Parse(row.RowKey[..19], CultureInfo.InvariantCulture)),
        row.GetString("Project"), row.GetString("Letter"));
}
