namespace Expectations.Core;

/// <summary>The rules of one project. Start reading here.</summary>
/// <remarks>Pure: no clock, no chance, no input or output. Time comes inside the fact.</remarks>
public static class ProjectLedger
{
    /// <summary>Decides what a fact leads to. Never throws on what comes from outside: it refuses instead.</summary>
    public static Decision Decide(LedgerState state, Fact fact) => throw new NotSupportedException();

    /// <summary>Folds one event into the state.</summary>
    public static LedgerState Evolve(LedgerState state, LedgerEvent recorded) => throw new NotSupportedException();

    /// <summary>Folds events into the state, in order.</summary>
    public static LedgerState Evolve(LedgerState state, IEnumerable<LedgerEvent> recorded) =>
        recorded.Aggregate(state, Evolve);

    /// <summary>When the project wants to be woken next; none when only something from outside can move it.</summary>
    public static Instant? NextDueAt(LedgerState state) => throw new NotSupportedException();
}
