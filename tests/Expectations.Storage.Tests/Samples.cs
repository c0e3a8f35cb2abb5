using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;

namespace Expectations.Storage.Tests;

/// <summary>Events and letters to store; what they say does not matter to a store.</summary>
static class Samples
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 3, 27, 8, 0);
    internal static readonly Instant Later = Now + Duration.FromDays(3);
    internal static readonly Duration Lease = Duration.FromMinutes(5);

    internal static ImmutableArray<ChainedEvent> Chain(int count, string by = "ann") => LedgerChain.Extend(
        0,
        LedgerChain.Origin,
        [.. Enumerable.Range(1, count).Select(i => new ProjectPaused(Now, by, $"Reason {i}: Größe „{i}“"))]);

    internal static LedgerAppend Append(
        string project, long expected, ImmutableArray<ChainedEvent> events) => new()
        {
            ProjectId = project,
            ExpectedSequence = expected,
            At = Now,
            Events = events,
        };

    internal static OutboxRow Letter(
        string project, string kind = "report", string person = "ann", int revision = 0) => new()
        {
            ProjectId = project,
            Key = new(kind, "2026-03-27", person, revision),
            Recipient = $"{person}@client.example",
            MessageId = $"{kind}.{person}.{revision}@{project}.example",
            Mime = Encoding.UTF8.GetBytes($"To: {person}\r\n\r\nDear {person}, {project} …\r\n"),
            ContentHash = new string('a', 64),
            NotBefore = Now,
        };

    internal static void AssertSame(IEnumerable<ChainedEvent> expected, IEnumerable<ChainedEvent> actual) =>
        Assert.Equal(expected.Select(Text), actual.Select(Text), StringComparer.Ordinal);

    static string Text(ChainedEvent e) =>
        $"{e.Sequence} {Convert.ToHexString(e.Hash.Span)} {Encoding.UTF8.GetString(e.Bytes.Span)}";
}
