using System.Text;
using Expectations.Core;
using Expectations.Core.Education;
using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Hosting.Forecasts;
using Expectations.Hosting.Webhooks;
using NodaTime.Text;

namespace Expectations.Hosting.Education;

/// <summary>
/// Decides with what the other projects tell: the organisation's own cases, and which findings a mailbox has read.
/// </summary>
/// <param name="experience">What the organisation's own ledgers teach.</param>
/// <param name="notes">Who has read what, whatever project showed it; none where each project looks to itself.</param>
sealed class Educator(Experience experience, INotebook? notes)
{
    const string Shelf = "findings";

    /// <summary>The decision, which quotes nothing that its reader has read elsewhere within a quarter.</summary>
    internal async ValueTask<Decision> DecideAsync(LedgerState state, Fact fact, CancellationToken cancellation)
    {
        var decision = ProjectLedger.Decide(state, fact);
        var setup = (fact as SetupReceived)?.Setup ?? state.Setup;
        if (setup?.Education is null || !decision.Effects.OfType<SendLetter>().Any(MayQuote))
            return decision;
        var lessons = await experience.AsOfAsync(fact.At.InUtc().Date, cancellation);
        var told = new Elsewhere { Cases = lessons.Late };
        while (true)
        {
            decision = ProjectLedger.Decide(state, fact with { Elsewhere = told });
            var read = await ReadElsewhereAsync(setup.Id, decision, fact.At, cancellation);
            if (read.IsEmpty)
                return decision;
            told = told with { Read = told.Read.AddRange(read) };
        }
    }

    static bool MayQuote(SendLetter send) => send.Letter.Content is QuestionContent or { Finding: not null };

    async Task<ImmutableArray<ShownFinding>> ReadElsewhereAsync(
        string project, Decision decision, Instant at, CancellationToken cancellation)
    {
        var read = ImmutableArray.CreateBuilder<ShownFinding>();
        foreach (var letter in decision.Effects.OfType<SendLetter>().Select(send => send.Letter))
            if (letter.Content.Finding is { } finding
                && !await ClaimAsync($"{project}/{letter.To.Id}", letter.To.Email, finding.Id, at, cancellation))
                read.Add(new ShownFinding(letter.To.Id, finding.Id, at));
        return read.ToImmutable();
    }

    /// <summary>
    /// Notes that a person of a project is shown a finding, before it happens: a finding nobody read after all is
    /// better than one read twice.
    /// </summary>
    /// <returns>Whether no other person with that mailbox, here or elsewhere, has read it within a quarter.</returns>
    async Task<bool> ClaimAsync(
        string person, string mailbox, string finding, Instant at, CancellationToken cancellation)
    {
        if (notes is null)
            return true;
        var isFree = false;
        var mine = Encoding.UTF8.GetBytes($"{InstantPattern.ExtendedIso.Format(at)} {person}");
        await notes.ChangeAsync(Shelf, Key(mailbox, finding), before =>
        {
            isFree = before is null || !IsTaken(Encoding.UTF8.GetString(before), person, at);
            return isFree ? mine : before;
        }, cancellation);
        return isFree;
    }

    static bool IsTaken(string note, string person, Instant at) =>
        note.Split(' ', 2) is [var since, var by] && by != person
        && InstantPattern.ExtendedIso.Parse(since) is { Success: true, Value: var then }
        && at - then < Findings.Quarter;

    // Nobody who sees the notes sees an address.
    static string Key(string mailbox, string finding) =>
        Sha256Hex.Of($"{mailbox.ToLowerInvariant()}\n{finding}");
}
