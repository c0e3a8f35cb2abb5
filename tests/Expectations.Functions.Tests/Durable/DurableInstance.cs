using Microsoft.DurableTask;

namespace Expectations.Functions.Tests.Durable;

/// <summary>Something an orchestrator asks for.</summary>
/// <param name="What">Name of an activity, or <c>timer</c>.</param>
/// <param name="Input">What the activity is handed, as JSON.</param>
/// <param name="Retry">How often the engine is to try; none where the orchestrator itself does.</param>
/// <param name="FireAt">When the timer fires; none for an activity.</param>
/// <param name="After">How much had happened when it was asked for.</param>
/// <param name="Cancelled">Whether the orchestrator waits for it no longer.</param>
sealed record Asked(
    string What, string Input, RetryPolicy? Retry, Instant? FireAt, int After = 0, bool Cancelled = false);

/// <summary>What a replay of all of history led to.</summary>
/// <param name="Asked">Everything asked for, in order.</param>
/// <param name="Status">What operators see.</param>
/// <param name="NextInput">Input of the next generation as JSON; none while this one goes on.</param>
/// <param name="Buffered">Rings nobody took, handed to the next generation.</param>
sealed record Replayed(List<Asked> Asked, ClockStatus? Status, string? NextInput, List<string> Buffered);

/// <summary>Something in the history: the start, an answer, or a ring.</summary>
sealed record Happening(Instant At, int Number, string? Result = null, string? Trouble = null, string? Ring = null);

/// <summary>One orchestration as the engine keeps it.</summary>
sealed class DurableInstance(string id, string? input)
{
    public string Id { get; } = id;

    public string? Input { get; set; } = input;

    public List<Happening> History { get; set; } = [];

    /// <summary>How much of the history the last step has seen.</summary>
    public int Seen { get; set; }

    public List<Asked> Recorded { get; set; } = [];

    public HashSet<int> Answered { get; } = [];

    public ClockStatus? Status { get; set; }

    /// <summary>Turns begun.</summary>
    public int Turns { get; set; } = 1;

    /// <summary>The whole order of calls of the last turn that ended.</summary>
    public string LastCalls { get; set; } = "";

    public bool Ended { get; set; }

    /// <summary>Whether a step is under way; what comes meanwhile waits in the history.</summary>
    public bool IsRunning { get; set; }
}
