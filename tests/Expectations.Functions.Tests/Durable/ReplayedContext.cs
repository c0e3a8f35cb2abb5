using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Functions.Tests.Durable;

/// <summary>
/// One execution of an orchestrator over the history so far. Everything it asks for is numbered; what history
/// answers completes at once and in order, the rest stays open.
/// </summary>
sealed class ReplayedContext(DurableInstance instance, IReadOnlyList<Happening> history) : TaskOrchestrationContext
{
    readonly List<Asked> asked = [];
    readonly Dictionary<int, Action<Happening>> open = [];
    readonly List<TaskCompletionSource<string>> waiters = [];
    readonly Queue<string> buffered = new();
    int replayed;

    public override TaskName Name => nameof(ProjectClock);

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime =>
        history[Math.Max(0, replayed - 1)].At.ToDateTimeUtc();

    public override bool IsReplaying => replayed < history.Count;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Everything asked for, in order.</summary>
    public IReadOnlyList<Asked> Asked => asked;

    public object? Status { get; private set; }

    /// <summary>Input of the next generation as JSON; none while this one goes on.</summary>
    public string? NextInput { get; private set; }

    /// <summary>Rings nobody took.</summary>
    public IReadOnlyCollection<string> Buffered => buffered;

    /// <summary>Runs the orchestrator from its beginning through all of history.</summary>
    public async Task ReplayAsync()
    {
        replayed = 1;
        var run = ProjectClock.RunAsync(this);
        foreach (var happening in history.Skip(1))
        {
            replayed++;
            if (NextInput is null || happening.Ring is null)
                Apply(happening);
            else
                buffered.Enqueue(happening.Ring);
        }
        if (run.IsCompleted)
            await run;
        else if (NextInput is not null)
            throw new InvalidOperationException("The orchestrator goes on after it continued as new.");
        if (NextInput is not null)
            Assert.DoesNotContain(asked.Index(), one =>
                one.Item is { FireAt: not null, Cancelled: false } && !instance.Answered.Contains(one.Index));
    }

    void Apply(Happening happening)
    {
        if (happening.Ring is not { } ring)
            open[happening.Number](happening);
        else if (waiters.Count == 0)
            buffered.Enqueue(ring);
        else
            // Last come, first served, as in the worker; a cancelled waiter swallows the event there as well.
            Take(waiters.Count - 1).TrySetResult(ring);
    }

    TaskCompletionSource<string> Take(int index)
    {
        var waiter = waiters[index];
        waiters.RemoveAt(index);
        return waiter;
    }

    public override T? GetInput<T>()
        where T : default => instance.Input is { } json ? JsonSerializer.Deserialize<T>(json) : default;

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        var source = new TaskCompletionSource<TResult>();
        var number = Ask(new Asked(name.Name, JsonSerializer.Serialize(input), options?.Retry?.Policy, null));
        open[number] = answer =>
        {
            if (answer.Trouble is { } trouble)
                source.SetException(new TaskFailedException(
                    name.Name, number, new TaskFailureDetails(trouble, "", null, null, null)));
            else
                source.SetResult(JsonSerializer.Deserialize<TResult>(answer.Result!)!);
        };
        return source.Task;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource();
        var number = Ask(new Asked("timer", "", null, Instant.FromDateTimeUtc(fireAt)));
        open[number] = _ => source.TrySetResult();
        cancellationToken.Register(() =>
        {
            asked[number] = asked[number] with { Cancelled = true };
            source.TrySetCanceled(cancellationToken);
        });
        return source.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Assert.Equal(ProjectClock.Ring, eventName);
        Assert.Equal(typeof(string), typeof(T));
        var source = new TaskCompletionSource<string>();
        waiters.Add(source);
        if (buffered.TryDequeue(out var ring))
            Take(waiters.Count - 1).SetResult(ring);
        return (Task<T>)(object)source.Task;
    }

    public override void SetCustomStatus(object? customStatus) => Status = customStatus;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Assert.True(preserveUnprocessedEvents);
        NextInput = JsonSerializer.Serialize(newInput);
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException("A clock sends no events.");

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException("A clock has no orchestrations below it.");

    public override Guid NewGuid() => throw new NotSupportedException("A clock needs no chance.");

    // What was asked for at this place before has to be asked for again, else the engine would stop the instance.
    int Ask(Asked next)
    {
        asked.Add(next);
        if (asked.Count <= instance.Recorded.Count && instance.Recorded[asked.Count - 1].What != next.What)
            throw new InvalidOperationException(
                $"Not deterministic: {next.What} in place of {instance.Recorded[asked.Count - 1].What}.");
        return asked.Count - 1;
    }
}

/// <summary>Replays by a context of the tests' own, for want of the real one.</summary>
static class Replay
{
    internal static async Task<Replayed> RunAsync(DurableInstance instance)
    {
        var context = new ReplayedContext(instance, [.. instance.History]);
        await context.ReplayAsync();
        return new Replayed([.. context.Asked], JsonRoundTrip(context.Status), context.NextInput, [.. context.Buffered]);
    }

    static ClockStatus? JsonRoundTrip(object? status) =>
        JsonSerializer.Deserialize<ClockStatus?>(JsonSerializer.Serialize(status));
}
