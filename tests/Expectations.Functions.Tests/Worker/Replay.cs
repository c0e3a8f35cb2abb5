using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Worker.Grpc;
using Sdk = Microsoft.DurableTask.Protobuf;

namespace Expectations.Functions.Tests.Durable;

/// <summary>
/// Replays as the worker on Azure does: history goes in and actions come out as the messages of the SDK, whose own
/// engine runs the orchestrator. Attempts, long timers and rings left over are then its work, not the tests'.
/// </summary>
static class Replay
{
    internal static Task<Replayed> RunAsync(DurableInstance instance)
    {
        var request = new Sdk.OrchestratorRequest { InstanceId = instance.Id, ExecutionId = Execution(instance) };
        for (var index = 0; index < instance.History.Count; index++)
        {
            var events = index < instance.Seen ? request.PastEvents : request.NewEvents;
            events.AddRange(EventsOf(instance, index));
        }
        var answer = GrpcOrchestrationRunner.LoadAndRun<ClockTurn, object>(
            Convert.ToBase64String(request.ToByteArray()), async (context, _) =>
            {
                await ProjectClock.RunAsync(context);
                return null;
            });
        return Task.FromResult(Read(instance, Sdk.OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer))));
    }

    static string Execution(DurableInstance instance) => $"{instance.Id}-{instance.Turns}";

    // One happening, and what was asked for when that much had happened.
    static IEnumerable<Sdk.HistoryEvent> EventsOf(DurableInstance instance, int index)
    {
        var happening = instance.History[index];
        yield return Event(happening.At, new() { OrchestratorStarted = new() });
        yield return Event(happening.At, EventOf(instance, happening));
        for (var number = 0; number < instance.Recorded.Count; number++)
            if (instance.Recorded[number] is var asked && asked.After == index + 1)
                yield return Event(happening.At, AskedFor(number, asked));
    }

    static Sdk.HistoryEvent Event(Instant at, Sdk.HistoryEvent happened)
    {
        happened.Timestamp = Timestamp.FromDateTime(at.ToDateTimeUtc());
        return happened;
    }

    static Sdk.HistoryEvent AskedFor(int number, Asked asked) => asked.FireAt is { } at
        ? new() { EventId = number, TimerCreated = new() { FireAt = Timestamp.FromDateTime(at.ToDateTimeUtc()) } }
        : new() { EventId = number, TaskScheduled = new() { Name = asked.What, Input = asked.Input } };

    static Sdk.HistoryEvent EventOf(DurableInstance instance, Happening happening) => happening switch
    {
        { Ring: { } ring } => new()
        {
            EventId = -1,
            EventRaised = new() { Name = ProjectClock.Ring, Input = JsonSerializer.Serialize(ring) },
        },
        { Number: < 0 } => new()
        {
            EventId = -1,
            ExecutionStarted = new()
            {
                Name = nameof(ProjectClock),
                Input = instance.Input,
                OrchestrationInstance = new() { InstanceId = instance.Id, ExecutionId = Execution(instance) },
            },
        },
        { Trouble: { } trouble } => new()
        {
            EventId = -1,
            TaskFailed = new()
            {
                TaskScheduledId = happening.Number,
                FailureDetails = new() { ErrorType = trouble, ErrorMessage = "" },
            },
        },
        _ when instance.Recorded[happening.Number].FireAt is { } at => new()
        {
            EventId = -1,
            TimerFired = new() { TimerId = happening.Number, FireAt = Timestamp.FromDateTime(at.ToDateTimeUtc()) },
        },
        _ => new()
        {
            EventId = -1,
            TaskCompleted = new() { TaskScheduledId = happening.Number, Result = happening.Result },
        },
    };

    static Replayed Read(DurableInstance instance, Sdk.OrchestratorResponse response)
    {
        List<Asked> asked = [.. instance.Recorded];
        List<string> kept = [];
        string? next = null;
        foreach (var action in response.Actions)
            switch (action)
            {
                case { ScheduleTask: { } task }:
                    Assert.Equal(asked.Count, action.Id);
                    // Inputs travel as arrays of one.
                    asked.Add(new Asked(task.Name, task.Input[1..^1], null, null, instance.History.Count));
                    break;
                case { CreateTimer: { } timer }:
                    Assert.Equal(asked.Count, action.Id);
                    var at = Instant.FromDateTimeUtc(timer.FireAt.ToDateTime());
                    asked.Add(new Asked("timer", "", null, at, instance.History.Count));
                    break;
                case { SendEvent: { } sent }:
                    Assert.Equal((instance.Id, ProjectClock.Ring), (sent.Instance.InstanceId, sent.Name));
                    kept.Add(JsonSerializer.Deserialize<string>(sent.Data)!);
                    break;
                case { CompleteOrchestration: { } end }:
                    Assert.True(
                        end.OrchestrationStatus == Sdk.OrchestrationStatus.ContinuedAsNew, end.FailureDetails?.ErrorMessage);
                    next = end.Result;
                    kept.AddRange(end.CarryoverEvents.Select(e => JsonSerializer.Deserialize<string>(e.EventRaised.Input)!));
                    break;
                default:
                    throw new NotSupportedException($"A clock never asks for this: {action}");
            }
        return new Replayed(
            asked, JsonSerializer.Deserialize<ClockStatus?>(response.CustomStatus ?? "null"), next, kept);
    }
}
