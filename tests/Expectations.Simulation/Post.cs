using System.Collections.Concurrent;
using System.Text;
using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;

namespace Expectations.Simulation;

/// <summary>A post office that loses connections, refuses some and remembers every letter that arrived.</summary>
sealed class Post(Fate fate, IClock clock)
{
    public ConcurrentBag<Arrival> Arrived { get; } = [];

    public Attempt Take(OutboxRow letter, Life life)
    {
        life.MayEnd("before the connection");
        if (fate.Happens(0.1))
            return new Attempt(AttemptResult.TryAgain, "busy (451)");
        if (fate.Happens(0.02))
            return new Attempt(AttemptResult.Refused, "no such mailbox (550)");
        if (fate.Happens(0.05))
            return new Attempt(AttemptResult.Ambiguous, "connection lost");
        Arrived.Add(new Arrival(letter.ProjectId, letter.Key, letter.MessageId, letter.ContentHash, clock.GetCurrentInstant(), letter.Attempts));
        life.MayEnd("between DATA and the reply");
        return fate.Happens(0.05)
            ? new Attempt(AttemptResult.Ambiguous, "connection lost after DATA")
            : new Attempt(AttemptResult.Accepted);
    }
}

/// <summary>The way of one process to the post office.</summary>
sealed class Errand(Post post, Life life) : IOutlet
{
    public string Name => "post";

    public Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default) =>
        Task.FromResult(post.Take(letter, life));
}

/// <summary>A letter that arrived, perhaps not for the first time.</summary>
sealed record Arrival(string Project, LetterKey Key, string MessageId, string ContentHash, Instant At, int Attempts);

/// <summary>Writes a letter as its own description; the same letter gives the same bytes.</summary>
sealed class PlainPress : ILetterPress
{
    public ShownContent Show(Letter letter) => new(letter.Key.ToString(), [new ShownPart("What", [letter.Content.ToString()], [])]);

    public FrozenLetter Press(Letter letter) => new(
        $"{letter.ProjectId}/{letter.Key}@test", letter.Key.Kind,
        Encoding.UTF8.GetBytes($"{letter.WrittenAt} {letter.To.Email} {letter.Content}"));
}
