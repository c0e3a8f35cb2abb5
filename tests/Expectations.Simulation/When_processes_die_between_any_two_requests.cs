using Azure.Core;
using Azure.Core.Pipeline;
using Expectations.Storage.Tests;

namespace Expectations.Simulation;

/// <summary>
/// The ledgers are in Azure Tables: processes die right before and right after any request that writes, in the middle
/// of what SQLite does at once.
/// </summary>
public sealed class When_processes_die_between_any_two_requests(Azurite azurite) : IClassFixture<Azurite>
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 8)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [Trait("Speed", "slow")]
    public async Task Nothing_is_lost_nothing_is_said_twice_and_every_chain_holds(int seed, int weeks)
    {
        var prefix = $"s{Guid.NewGuid():n}"[..20];
        var store = await azurite.OpenAsync(prefix);
        var world = new World(store, life => azurite.Store(prefix, new Mortal(life)), seed);
        await world.LiveAsync(weeks);
        await Invariants.AllHoldAsync(world, store);
    }

    /// <summary>Requests of a process that may die at each of them.</summary>
    sealed class Mortal(Life life) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var writes = message.Request.Method != RequestMethod.Get;
            if (writes)
                life.MayEnd($"before {message.Request.Method}");
            await ProcessNextAsync(message, pipeline);
            if (writes)
                life.MayEnd($"after {message.Request.Method}");
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The store asks asynchronously.");
    }
}
