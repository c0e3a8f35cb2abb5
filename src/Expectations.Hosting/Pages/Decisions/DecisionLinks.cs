using System.Security.Cryptography;
using System.Text;
using Expectations.Core;
using Expectations.Core.Questions;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>Finds what a link in a letter leads to.</summary>
sealed class DecisionLinks(ProjectShelf shelf, ILedgerStore store)
{
    /// <summary>What the link leads to now; none where there is no such project.</summary>
    internal async Task<FoundLink?> FindAsync(Visit visit)
    {
        if (await shelf.FindAsync(visit["project"], visit.Cancellation) is not { } state)
            return null;
        var digest = SecretDrawing.DigestOf(visit["token"]);
        return new FoundLink(state, digest, LinkStanding.Of(state, Known(state, digest), visit.Now));
    }

    /// <summary>An old link of which only the ledger still knows; none where it does not either.</summary>
    internal async Task<LinkIssued?> RecallAsync(FoundLink found, CancellationToken cancellation)
    {
        var project = found.State.Setup!.Id;
        await foreach (var chained in store.ReadAsync(project, 0, cancellation))
            if (LedgerJson.ReadEvent(chained.Bytes.Span) is LinkIssued link && Same(link.Digest, found.Digest))
                return link;
        return null;
    }

    // Every digest is compared in the same time, so that how long it takes tells nothing about any of them.
    static string Known(LedgerState state, string digest)
    {
        var known = "";
        foreach (var candidate in state.Questions.Links.Keys)
            if (Same(candidate, digest))
                known = candidate;
        return known;
    }

    static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}

/// <summary>What a link leads to.</summary>
/// <param name="State">The project.</param>
/// <param name="Digest">Digest of the link's token.</param>
/// <param name="Standing">What it leads to.</param>
sealed record FoundLink(LedgerState State, string Digest, LinkStanding Standing)
{
    /// <summary>The link, where only the ledger still knew of it.</summary>
    internal LinkIssued? Recalled { get; init; }

    internal string Project => State.Setup!.Id;
}
