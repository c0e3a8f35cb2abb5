using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Expectations.Storage.Tables;

/// <summary>A moment at which a project is due, or one of its letters may leave.</summary>
/// <param name="At">The moment, in whole ticks.</param>
/// <param name="Project">Whose.</param>
/// <param name="Letter">Row of the letter; empty for the project itself.</param>
readonly record struct Wake(Instant At, string Project, string Letter);

/// <summary>A wake as it stands in the index.</summary>
/// <param name="Wake">Where to look, and when.</param>
/// <param name="Tag">Changes whenever somebody gives the hint anew.</param>
/// <param name="Written">When somebody did so last.</param>
readonly record struct Hint(Wake Wake, ETag Tag, Instant Written);

/// <summary>
/// Hints where to look at a moment, spread over shards so that no partition is hot. A hint is written before what it
/// points to and removed after: it may be stale, and never is it missing. For that a hint is only ever removed as it
/// was when it was seen to be of no use; whoever has given it anew since keeps it.
/// </summary>
sealed class WakeIndex(TableClient hints, TableClient ledgers, IClock clock)
{
    internal const string Due = "d";
    internal const string Letters = "o";
    const string Projects = "p";
    const int Shards = 16;

    /// <summary>More than any write takes from its hint to its commit.</summary>
    static readonly Duration Stale = Duration.FromDays(1);

    /// <summary>Gives a hint, or gives it anew where there is one.</summary>
    /// <returns>The hint, where there was none: it may be taken back. None where others count on it.</returns>
    internal async Task<Hint?> GiveAsync(Wake wake, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(wake), Key(wake))
        {
            ["Project"] = wake.Project,
            ["Letter"] = wake.Letter,
        };
        try
        {
            var added = await hints.AddEntityAsync(row, cancellation);
            return new Hint(wake, added.Headers.ETag!.Value, clock.GetCurrentInstant());
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            await hints.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
            return null;
        }
    }

    /// <summary>The hint as it is now.</summary>
    internal async Task<Hint?> FindAsync(Wake wake, CancellationToken cancellation)
    {
        var found = await hints.GetEntityIfExistsAsync<TableEntity>(
            Partition(wake), Key(wake), cancellationToken: cancellation);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>Removes a hint, unless somebody has given it anew since it was read.</summary>
    internal async Task RemoveAsync(Hint hint, CancellationToken cancellation)
    {
        try
        {
            await hints.DeleteEntityAsync(Partition(hint.Wake), Key(hint.Wake), hint.Tag, cancellation);
        }
        catch (RequestFailedException kept) when (kept.Status is 404 or 412)
        {
            // Somebody else has tidied up, or counts on it.
        }
    }

    /// <summary>Takes back a hint whose write has lost, unless what it points to is there all the same.</summary>
    internal async Task TakeBackAsync(Hint hint, CancellationToken cancellation)
    {
        if (!await HoldsAsync(hint.Wake, cancellation))
            await RemoveAsync(hint, cancellation);
    }

    /// <summary>Whether a hint points to something. One that does not, and cannot any more, is removed.</summary>
    internal async Task<bool> IsTrueAsync(Hint hint, CancellationToken cancellation)
    {
        if (await HoldsAsync(hint.Wake, cancellation))
            return true;
        await TidyAsync(hint, cancellation);
        return false;
    }

    /// <summary>Removes a hint that points to nothing, once it cannot be that of a write still under way.</summary>
    internal Task TidyAsync(Hint hint, CancellationToken cancellation) =>
        clock.GetCurrentInstant() - hint.Written > Stale ? RemoveAsync(hint, cancellation) : Task.CompletedTask;

    /// <summary>Hints up to a moment, the oldest first.</summary>
    /// <param name="kind"><see cref="Due"/> or <see cref="Letters"/>.</param>
    /// <param name="moment">The last moment.</param>
    /// <param name="project">Only those of this project; none means of all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<List<Hint>> UntilAsync(
        string kind, Instant moment, string? project, CancellationToken cancellation)
    {
        var end = Ticks(moment + Duration.FromTicks(1));
        var ofProject = project is null ? "" : TableClient.CreateQueryFilter($" and Project eq {project}");
        var partitions = project is null ? Partitions(kind) : [kind + Shard(project)];
        var found = await Task.WhenAll(partitions.Select(async partition => await hints.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {end}") + ofProject,
            cancellationToken: cancellation).Select(Read).ToListAsync(cancellation)));
        return [.. found.SelectMany(wakes => wakes).OrderBy(hint => hint.Wake.At)];
    }

    /// <summary>The earliest moment of any kind; none when nothing is planned.</summary>
    internal async Task<Instant?> FirstAsync(CancellationToken cancellation)
    {
        var first = await Task.WhenAll(Partitions(Due).Concat(Partitions(Letters)).Select(async partition =>
            await hints.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), maxPerPage: 4,
                cancellationToken: cancellation)
                .Select(Read).Where(async (hint, ending) => await IsTrueAsync(hint, ending))
                .Select(hint => (Instant?)hint.Wake.At).FirstOrDefaultAsync(cancellation)));
        return first.Min();
    }

    internal Task NoteProjectAsync(string project, CancellationToken cancellation) => hints.UpsertEntityAsync(
        new TableEntity(Projects, project), TableUpdateMode.Replace, cancellation);

    internal IAsyncEnumerable<string> ProjectsAsync(string after, CancellationToken cancellation) =>
        hints.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Projects} and RowKey gt {after}"),
            cancellationToken: cancellation)
        .Select(row => row.RowKey);

    async Task<bool> HoldsAsync(Wake wake, CancellationToken cancellation)
    {
        var (key, moment) = wake.Letter is "" ? (LedgerRows.Head, LedgerRows.NextDue) : (wake.Letter, LedgerRows.Wake);
        var row = await ledgers.GetEntityIfExistsAsync<TableEntity>(wake.Project, key, [moment], cancellation);
        return row.HasValue && LedgerRows.Moment(row.Value!, moment) == wake.At;
    }

    static IEnumerable<string> Partitions(string kind) =>
        Enumerable.Range(0, Shards).Select(shard => $"{kind}{shard:x}");

    static string Partition(Wake wake) => (wake.Letter is "" ? Due : Letters) + Shard(wake.Project);

    static string Shard(string project) => $"{SHA256.HashData(Encoding.UTF8.GetBytes(project))[0] % Shards:x}";

    static string Key(Wake wake) => $"{Ticks(wake.At)}~{wake.Project}~{wake.Letter}";

    static string Ticks(Instant moment) =>
        moment.ToUnixTimeTicks().ToString("D19", CultureInfo.InvariantCulture);

    static Hint Read(TableEntity row) => new(
        new Wake(
            Instant.FromUnixTimeTicks(long.Parse(row.RowKey[..19], CultureInfo.InvariantCulture)),
            row.GetString("Project"), row.GetString("Letter")),
        row.ETag, Instant.FromDateTimeOffset(row.Timestamp!.Value));
}
