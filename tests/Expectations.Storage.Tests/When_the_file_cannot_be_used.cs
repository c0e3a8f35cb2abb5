using Microsoft.Data.Sqlite;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_the_file_cannot_be_used : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task Fault_43_a_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(folder.Ledgers, new string('?', 10_000));

        Assert.Contains("put the newest backup in its place", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_43_a_file_with_a_damaged_page_is_refused()
    {
        await FillAsync();
        using (var file = File.OpenWrite(folder.Ledgers))
        {
            file.Seek(-4096, SeekOrigin.End);
            file.Write(Enumerable.Repeat((byte)0x5A, 4096).ToArray());
        }

        Assert.Contains("is damaged", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_43_a_file_that_was_cut_off_is_refused()
    {
        await FillAsync();
        using (var file = File.OpenWrite(folder.Ledgers))
            file.SetLength(file.Length / 2 / 4096 * 4096);

        Assert.Contains("is damaged", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await FillAsync();
        Execute("PRAGMA user_version = 2");

        var refusal = await RefusalAsync();
        Assert.Contains("written by a newer version", refusal, StringComparison.Ordinal);
        Assert.Contains("Install that version again", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused_and_left_as_it_was()
    {
        Execute("CREATE TABLE recipes (name TEXT)");
        var before = await File.ReadAllBytesAsync(folder.Ledgers);

        Assert.Contains("another program", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Ledgers));
    }

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_has_closed()
    {
        await using (await SqliteLedgerStore.OpenAsync(folder.Ledgers))
            Assert.Contains("in use by another process", await RefusalAsync(), StringComparison.Ordinal);

        await using var next = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        Assert.Empty(await next.ProjectsAsync().ToListAsync());
    }

    [Fact]
    public async Task A_folder_in_its_place_is_refused()
    {
        Directory.CreateDirectory(folder.Ledgers);

        Assert.Contains("cannot be opened", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        var path = Path.Combine(Path.GetDirectoryName(folder.Ledgers)!, "new", "deep", "ledgers.db");

        await using var store = await SqliteLedgerStore.OpenAsync(path);

        Assert.True(File.Exists(path));
    }

    async Task<string> RefusalAsync() =>
        (await Assert.ThrowsAsync<LedgerStoreUnusableException>(
            () => SqliteLedgerStore.OpenAsync(folder.Ledgers))).Message;

    async Task FillAsync()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        for (var i = 0; i < 100; i++)
            await store.AppendAsync(Append($"p-{i}", 0, Chain(5)));
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Ledgers};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
