using Azure.Data.Tables;
using Expectations.Hosting.Pages;
using Expectations.Storage.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Functions.Tests;

/// <summary>Against real Azurite: timer and health page rarely run on the same instance.</summary>
[Trait("Speed", "slow")]
public sealed class When_instances_share_the_last_sweep(Azurite azurite) : IClassFixture<Azurite>
{
    static readonly Instant Ended = Instant.FromUtc(2026, 9, 1, 10, 5);

    [Fact]
    public async Task What_one_notes_another_tells()
    {
        var table = azurite.Clients().Tables.GetTableClient("host");
        var (timer, health) = (new SweepWatch(), new SweepWatch());
        await Log(health, table).RefreshAsync();
        Assert.Null(health.Last);

        await Log(timer, table).NoteAsync(Ended - Duration.FromMinutes(5));
        await Log(timer, table).NoteAsync(Ended);
        await Log(health, table).RefreshAsync();

        Assert.Equal((Ended, Ended), (timer.Last, health.Last));
    }

    [Fact]
    public async Task A_table_out_of_reach_leaves_the_age_as_it_was()
    {
        var watch = new SweepWatch();
        watch.Note(Ended);
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var nowhere = new TableClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;", "host", options);

        await Log(watch, nowhere).RefreshAsync();

        Assert.Equal(Ended, watch.Last);
    }

    static SweepLog Log(SweepWatch watch, TableClient table) => new(watch, table, NullLogger<SweepLog>.Instance);
}
