using System.Globalization;
using System.Text;
using Expectations.Hosting.Webhooks;

namespace Expectations.Storage.Tests;

/// <summary>What every notebook promises; each one's tests derive from it.</summary>
public abstract class NotebookContract
{
    protected abstract Task<INotebook> OpenAsync();

    [Fact]
    public async Task A_note_is_found_as_it_was_written_and_no_other()
    {
        var notes = await OpenAsync();
        await notes.ChangeAsync("shelf", "a/b", before => before is null ? "one"u8.ToArray() : throw new InvalidOperationException());

        Assert.Equal("one"u8.ToArray(), await notes.FindAsync("shelf", "a/b"));
        Assert.Null(await notes.FindAsync("shelf", "a"));
        Assert.Null(await notes.FindAsync("another", "a/b"));
    }

    [Fact]
    public async Task A_note_is_changed_and_taken_away()
    {
        var notes = await OpenAsync();
        await notes.ChangeAsync("shelf", "a", _ => "one"u8.ToArray());
        await notes.ChangeAsync("shelf", "a", before => [.. before!, .. "+"u8]);
        Assert.Equal("one+"u8.ToArray(), await notes.FindAsync("shelf", "a"));

        await notes.ChangeAsync("shelf", "a", _ => null);

        Assert.Null(await notes.FindAsync("shelf", "a"));
    }

    [Fact]
    public async Task All_notes_of_a_shelf_are_listed()
    {
        var notes = await OpenAsync();
        foreach (var key in (string[])["github/push", "größe", "x"])
            await notes.ChangeAsync("shelf", key, _ => Encoding.UTF8.GetBytes(key));
        await notes.ChangeAsync("another", "y", _ => "y"u8.ToArray());

        var listed = await notes.ListAsync("shelf").ToListAsync();

        Assert.Equal(["github/push", "größe", "x"], listed.Select(note => note.Key).Order(StringComparer.Ordinal));
        Assert.All(listed, note => Assert.Equal(note.Key, Encoding.UTF8.GetString(note.Note)));
    }

    [Fact]
    public async Task Of_many_who_count_at_once_none_is_forgotten()
    {
        var notes = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
                await notes.ChangeAsync("shelf", "count", before => Encoding.ASCII.GetBytes(
                    (int.Parse(before is null ? "0" : Encoding.ASCII.GetString(before), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)));
        })));

        Assert.Equal("24", Encoding.ASCII.GetString((await notes.FindAsync("shelf", "count"))!));
    }

    [Fact]
    public async Task One_who_makes_a_mistake_fails_nobody_else()
    {
        var notes = await OpenAsync();
        var changes = Enumerable.Range(0, 12).Select(i => notes.ChangeAsync(
            "shelf", $"{i}", _ => i % 3 == 0 ? throw new InvalidOperationException("A mistake.") : "kept"u8.ToArray()).AsTask());

        var failed = (await Task.WhenAll(changes.Select(FailsAsync))).Count(fails => fails);

        Assert.Equal(4, failed);
        Assert.Equal(8, await notes.ListAsync("shelf").CountAsync());
    }

    static async Task<bool> FailsAsync(Task change)
    {
        try
        {
            await change;
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}

/// <summary>The contract, kept by SQLite; and across openings.</summary>
public sealed class SqliteNotebookTests : NotebookContract, IDisposable
{
    readonly TemporaryFolder folder = new();
    SqliteNotebook? notebook;

    public void Dispose()
    {
        notebook?.Dispose();
        folder.Delete();
    }

    [Fact]
    public async Task Notes_are_there_when_the_file_is_opened_again()
    {
        await (await OpenAsync()).ChangeAsync("shelf", "a", _ => "one"u8.ToArray());
        notebook!.Dispose();

        Assert.Equal("one"u8.ToArray(), await (await OpenAsync()).FindAsync("shelf", "a"));
    }

    [Fact]
    public void A_file_that_is_none_of_ours_is_refused_with_what_to_do()
    {
        var path = folder.Ledgers + ".notes";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new string('x', 4096));

        var refused = Assert.Throws<LedgerStoreUnusableException>(() => SqliteNotebook.Open(path));

        Assert.Contains("Put a backup in its place", refused.Message, StringComparison.Ordinal);
    }

    protected override Task<INotebook> OpenAsync() =>
        Task.FromResult<INotebook>(notebook = SqliteNotebook.Open(folder.Ledgers + ".notes"));
}

/// <summary>The contract, kept by Azure Tables as Azurite plays them.</summary>
public sealed class AzureTableNotebookTests(Azurite azurite) : NotebookContract, IClassFixture<Azurite>
{
    protected override async Task<INotebook> OpenAsync() =>
        await AzureTableNotebook.OpenAsync(azurite.Clients().Tables, $"t{Guid.NewGuid():n}"[..20], default);
}
