namespace Expectations.Hosting.Ledgers;

/// <summary>Wants to know which ledgers grow.</summary>
public interface IAppendWatch
{
    /// <summary>
    /// Takes note of what is about to be appended: before, so that nothing is missed where the process ends in between;
    /// what has been noted may therefore never come.
    /// </summary>
    ValueTask NoteAsync(LedgerAppend append);
}
