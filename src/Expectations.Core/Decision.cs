namespace Expectations.Core;

/// <summary>What a fact leads to: events to record and effects to ask for, both or neither.</summary>
public sealed record Decision
{
    /// <summary>Nothing to record and nothing to ask for.</summary>
    public static Decision Nothing { get; } = new();

    /// <summary>What is recorded, in order.</summary>
    public ImmutableArray<LedgerEvent> Events { get; init; } = [];

    /// <summary>What is asked of the world, in order.</summary>
    public ImmutableArray<Effect> Effects { get; init; } = [];

    /// <summary>Whether what was asked is refused, and nothing else recorded.</summary>
    public bool IsRefusal => Events is [RequestRefused];

    /// <summary>Records these events.</summary>
    public static Decision Of(params ReadOnlySpan<LedgerEvent> events) => new() { Events = [.. events] };

    /// <summary>Asks for these effects without recording anything.</summary>
    public static Decision Asking(params ReadOnlySpan<Effect> effects) => new() { Effects = [.. effects] };

    /// <summary>Refuses what was asked, with the reason and what to do instead.</summary>
    public static Decision Refusing(Instant at, string request, string reason) =>
        Of(new RequestRefused(at, request, reason));

    /// <summary>Records and asks for this as well.</summary>
    public Decision And(Decision more) =>
        new() { Events = Events.AddRange(more.Events), Effects = Effects.AddRange(more.Effects) };

    /// <summary>Asks for these as well.</summary>
    public Decision AndAsk(params IEnumerable<Effect> effects) => this with { Effects = Effects.AddRange(effects) };
}
