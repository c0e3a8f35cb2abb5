using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Expectations.Functions.Tests.Durable;

/// <summary>
/// A small durable engine: every step replays the orchestrator from the start of its turn. Time moves only when told.
/// </summary>
sealed class DurableEngine(Instant start, Func<string, string, Task<object?>> activity) : DurableTaskClient("test"), IClock
{
    // A sweep rings many at once.
    readonly ConcurrentDictionary<string, DurableInstance> instances = new(StringComparer.Ordinal);

    public Instant Now { get; private set; } = start;

    public Instant GetCurrentInstant() => Now;

    /// <summary>Attempts at activities, in order, as activity and project.</summary>
    public ConcurrentQueue<string> Attempts { get; } = [];

    /// <summary>Rings are lost while this is set.</summary>
    public bool LosesRings { get; set; }

    /// <summary>Whether talking to the engine about an instance fails.</summary>
    public Predicate<string> IsOutOfReach { get; set; } = _ => false;

    /// <summary>What happens, at the moment an instance has decided to begin anew.</summary>
    public Func<Task>? WhileContinuing { get; set; }

    public DurableInstance this[string id] => instances[id];

    public int Count => instances.Count;

    public ClockStatus StatusOf(string id) => Assert.IsType<ClockStatus>(instances[id].Status);

    public void End(string id) => instances[id].Ended = true;

    /// <summary>Lets time go on, firing timers in order and doing whatever they lead to.</summary>
    public async Task ReachAsync(Instant moment)
    {
        while (NextTimer(moment) is var (instance, number, at))
        {
            Now = Instant.Max(Now, at);
            await AnswerAsync(instance, new Happening(Now, number, "null"));
        }
        Now = Instant.Max(Now, moment);
    }

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var id = options!.InstanceId!;
        Reach(id);
        Assert.Equal(["Pending", "Running", "Suspended"], options.DedupeStatuses!.Order(StringComparer.Ordinal));
        if (instances.TryGetValue(id, out var known) && !known.Ended)
            throw new InvalidOperationException("An orchestration with this id already exists.");
        var instance = instances[id] = new DurableInstance(id, JsonSerializer.Serialize(input));
        instance.History.Add(new Happening(Now, -1));
        await RunAsync(instance);
        return id;
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        Reach(instanceId);
        Assert.Equal(ProjectClock.Ring, eventName);
        // Events to instances that are not there vanish.
        if (!LosesRings && instances.TryGetValue(instanceId, out var instance) && !instance.Ended)
            await AnswerAsync(instance, new Happening(Now, -1, Ring: (string)eventPayload!));
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Reach(instanceId);
        return Task.FromResult(instances.TryGetValue(instanceId, out var instance)
            ? new OrchestrationMetadata(nameof(ProjectClock), instanceId)
            {
                RuntimeStatus = instance.Ended ? OrchestrationRuntimeStatus.Failed : OrchestrationRuntimeStatus.Running,
            }
            : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Reach(string id)
    {
        if (IsOutOfReach(id))
            throw new IOException("The engine cannot be reached.");
    }

    // A ring that comes while an activity runs waits in the history until the activity is answered.
    async Task AnswerAsync(DurableInstance instance, Happening happening)
    {
        instance.History.Add(happening);
        if (happening.Ring is null)
            instance.Answered.Add(happening.Number);
        if (Unanswered(instance) is null && !instance.IsRunning)
            await RunAsync(instance);
    }

    static int? Unanswered(DurableInstance instance) =>
        Enumerable.Range(0, instance.Recorded.Count).Where(number =>
            instance.Recorded[number].FireAt is null && !instance.Answered.Contains(number)).Cast<int?>().FirstOrDefault();

    async Task RunAsync(DurableInstance instance)
    {
        instance.IsRunning = true;
        try
        {
            await StepAsync(instance);
        }
        finally
        {
            instance.IsRunning = false;
        }
    }

    async Task StepAsync(DurableInstance instance)
    {
        while (true)
        {
            var seen = instance.History.Count;
            var replayed = await Replay.RunAsync(instance);
            (instance.Recorded, instance.Status, instance.Seen) = (replayed.Asked, replayed.Status, seen);
            if (replayed.NextInput is { } next)
                await BeginAnewAsync(instance, replayed.Buffered, next);
            else if (Unanswered(instance) is { } pending)
                Record(instance, await AttemptAsync(instance, pending));
            else if (instance.Status is null)
                // Before it has told how it stands, a clock waits for nothing but its next attempt.
                Record(instance, new Happening(Now, instance.Recorded.Count - 1, "null"));
            else
                return;
        }
    }

    static void Record(DurableInstance instance, Happening happening)
    {
        instance.History.Add(happening);
        instance.Answered.Add(happening.Number);
    }

    async Task BeginAnewAsync(DurableInstance instance, List<string> kept, string input)
    {
        instance.LastCalls = string.Join(' ', instance.Recorded.Select(asked => asked.What));
        if (WhileContinuing is { } happens)
        {
            WhileContinuing = null;
            await happens();
        }
        var late = instance.History.Skip(instance.Seen).Where(h => h.Ring is not null).Select(h => h.Ring!);
        instance.Input = input;
        instance.Turns++;
        instance.Recorded = [];
        instance.Answered.Clear();
        instance.History =
            [new Happening(Now, -1), .. kept.Concat(late).Select(ring => new Happening(Now, -1, Ring: ring))];
        instance.Seen = 0;
    }

    async Task<Happening> AttemptAsync(DurableInstance instance, int number)
    {
        var asked = instance.Recorded[number];
        var most = asked.Retry?.MaxNumberOfAttempts ?? 1;
        for (var attempt = 1; ; attempt++)
        {
            Attempts.Enqueue($"{asked.What} {instance.Id}");
            try
            {
                var result = await activity(asked.What, JsonSerializer.Deserialize<string>(asked.Input)!);
                return new Happening(Now, number, JsonSerializer.Serialize(result));
            }
            catch (Exception trouble) when (trouble is not Xunit.Sdk.XunitException)
            {
                if (attempt == most)
                    return new Happening(Now, number, Trouble: trouble.GetType().FullName);
            }
        }
    }

    (DurableInstance Instance, int Number, Instant At)? NextTimer(Instant until)
    {
        var timers =
            from instance in instances.Values
            where !instance.Ended
            from timer in instance.Recorded.Select((asked, number) => (asked, number))
            where timer.asked is { FireAt: not null, Cancelled: false } && !instance.Answered.Contains(timer.number)
            orderby timer.asked.FireAt, instance.Id
            select (instance, timer.number, timer.asked.FireAt!.Value);
        var next = timers.Select(t => ((DurableInstance, int, Instant)?)t).FirstOrDefault();
        return next is var (_, _, at) && at <= until ? next : null;
    }
}
