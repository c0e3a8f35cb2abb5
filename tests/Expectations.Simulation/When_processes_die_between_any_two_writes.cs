using Expectations.Storage;

namespace Expectations.Simulation;

/// <summary>Each seed is a world of its own; a seed that fails here fails everywhere, and again.</summary>
public sealed class When_processes_die_between_any_two_writes : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("expectations-world-").FullName;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 3)];

    public static TheoryData<int> ManySeeds() => [.. Enumerable.Range(4, 5), .. Enumerable.Range(100, 40)];

    [Theory]
    [Trait("Speed", "slow")]
    [MemberData(nameof(Seeds))]
    public Task Nothing_is_lost_nothing_is_said_twice_and_every_chain_holds(int seed) => LiveAndJudgeAsync(seed, weeks: 8);

    [Theory]
    [MemberData(nameof(ManySeeds))]
    [Trait("Speed", "slow")]
    public Task Not_in_many_more_worlds_either(int seed) => LiveAndJudgeAsync(seed, weeks: 26);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task LiveAndJudgeAsync(int seed, int weeks)
    {
        await using var store = await SqliteLedgerStore.OpenAsync(Path.Combine(folder, "ledgers.db"));
        var world = new World(store, life => new CrashingStore(store, life), seed);
        await world.LiveAsync(weeks);
        await Invariants.AllHoldAsync(world, store);
    }
}
