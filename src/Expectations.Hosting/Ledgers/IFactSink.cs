using Expectations.Core;

namespace Expectations.Hosting.Ledgers;

/// <summary>Applies facts to ledgers: loads, decides and appends, again where someone else wrote first.</summary>
public interface IFactSink
{
    /// <summary>
    /// Applies one fact. Once this returns, the fact is committed together with everything it led to; a
    /// <see cref="LetterSettled"/> takes its letter out of the outbox in the same transaction.
    /// </summary>
    /// <param name="projectId">Whose ledger.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task ApplyAsync(string projectId, Fact fact, CancellationToken cancellation = default);
}
