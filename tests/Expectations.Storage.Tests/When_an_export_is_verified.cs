using System.Text;
using CsCheck;
using static Expectations.Storage.Tests.Samples;

namespace Expectations.Storage.Tests;

public sealed class When_an_export_is_verified : IAsyncLifetime
{
    const int Events = 12;

    readonly TemporaryFolder folder = new();
    byte[] export = [];

    public async Task InitializeAsync()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        await store.AppendAsync(Append("größe", 0, Chain(Events)));
        using var file = new MemoryStream();
        await LedgerExport.WriteAsync(store, "größe", file);
        export = file.ToArray();
    }

    public Task DisposeAsync()
    {
        folder.Delete();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_unchanged_one_is_intact_and_names_its_head()
    {
        var report = await VerifyAsync(export);

        Assert.True(report.IsIntact, report.Problem);
        Assert.Equal(("größe", Events), (report.ProjectId, report.Events));
        Assert.Equal(Convert.ToHexStringLower(Chain(Events)[^1].Hash.Span), report.Head);
        Assert.Contains($"\"head\":\"{report.Head}\"", Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_found_and_its_line_named() =>
        Gen.Int[0, export.Length - 1].Select(Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = export.ToArray();
            changed[at] ^= change;

            var report = VerifyAsync(changed).GetAwaiter().GetResult();

            Assert.False(report.IsIntact);
            Assert.Equal(1 + export.AsSpan(0, at).Count((byte)'\n'), report.BadLine);
        });

    [Fact]
    public void Any_missing_end_is_found() => Gen.Int[0, export.Length - 2].Sample(length =>
    {
        var report = VerifyAsync(export[..length]).GetAwaiter().GetResult();

        Assert.False(report.IsIntact);
        // Where the cut falls between two lines, the missing one is named.
        var atEnd = export[..length].AsSpan().Count((byte)'\n') + 1;
        var lineIsWhole = export[length] == '\n';
        Assert.Equal(lineIsWhole ? atEnd + 1 : atEnd, report.BadLine);
    });

    [Fact]
    public async Task A_missing_line_is_named_by_its_place()
    {
        var report = await VerifyAsync(lines => lines.RemoveAt(5));

        Assert.Equal(6, report.BadLine);
        Assert.Contains("event 6 stands where event 5 belongs", report.Problem, StringComparison.Ordinal);
        Assert.Equal(4, report.Events);
    }

    [Fact]
    public async Task A_repeated_line_is_named_by_its_place()
    {
        var report = await VerifyAsync(lines => lines.Insert(6, lines[5]));

        Assert.Equal(7, report.BadLine);
        Assert.Contains("event 5 stands where event 6 belongs", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_in_another_order_are_named_by_their_place()
    {
        var report = await VerifyAsync(lines => (lines[3], lines[4]) = (lines[4], lines[3]));

        Assert.Equal(4, report.BadLine);
        Assert.Contains("out of order", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_added_line_is_named()
    {
        var report = await VerifyAsync(
            lines => lines.Add(lines[^1].Replace("\"seq\":12", "\"seq\":13", StringComparison.Ordinal)));

        Assert.Equal(Events + 2, report.BadLine);
        Assert.Contains("there are more lines", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_head_in_a_sealed_header_is_found()
    {
        var other = await OtherExportAsync();

        var report = await VerifyAsync(lines => lines[0] = other);

        Assert.Equal(1, report.BadLine);
        Assert.Contains("names the head", report.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}\n")]
    [InlineData("no ledger at all")]
    public async Task What_is_no_export_is_bad_from_its_first_line(string content)
    {
        var report = await VerifyAsync(Encoding.UTF8.GetBytes(content));

        Assert.Equal(1, report.BadLine);
        Assert.Null(report.ProjectId);
    }

    /// <summary>Header of a ledger with as many events, of which the last is different.</summary>
    async Task<string> OtherExportAsync()
    {
        await using var store = await SqliteLedgerStore.OpenAsync(folder.Ledgers);
        await store.AppendAsync(Append("other", 0, Chain(Events, "ben")));
        using var file = new MemoryStream();
        await LedgerExport.WriteAsync(store, "other", file);
        return Encoding.UTF8.GetString(file.ToArray()).Split('\n')[0];
    }

    List<string> Lines() => [.. Encoding.UTF8.GetString(export).TrimEnd('\n').Split('\n')];

    Task<LedgerVerification> VerifyAsync(Action<List<string>> change)
    {
        var lines = Lines();
        change(lines);
        return VerifyAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'));
    }

    static async Task<LedgerVerification> VerifyAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return await LedgerVerifier.VerifyAsync(file);
    }
}
