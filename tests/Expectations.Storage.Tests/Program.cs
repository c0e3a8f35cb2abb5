using Expectations.Core;
using Expectations.Storage;
using Expectations.Storage.Tests;

// What When_the_process_is_killed ends in the midst of writing; it tells each write once it is acknowledged.
const int Projects = 40;

await using var store = await SqliteLedgerStore.OpenAsync(args[0]);
await Task.WhenAll(Enumerable.Range(0, Projects).Select(project => Task.Run(async () =>
{
    var id = $"p-{project}";
    var (sequence, head) = (0L, LedgerChain.Origin);
    while (true)
    {
        var step = new ProjectResumed(Samples.Now, $"step {sequence}");
        var next = LedgerChain.Extend(sequence, head, [step]);
        var letter = Samples.Letter(id, revision: (int)sequence);
        _ = await store.AppendAsync(Samples.Append(id, sequence, next) with { Letters = [letter] });
        (sequence, head) = (next[^1].Sequence, next[^1].Hash);
        await Console.Out.WriteLineAsync($"{id} {sequence}");
    }
})));
