using System.Text;
using Expectations.Core;
using Expectations.Core.Letters;
using Expectations.Core.Questions;
using Expectations.Core.Reports;
using Expectations.Hosting.Ledgers;

namespace Expectations.Simulation;

/// <summary>What must hold in every world, whatever dies when.</summary>
static class Invariants
{
    public static async Task AllHoldAsync(World world, ILedgerStore store)
    {
        Assert.True(world.Crashes > 0, "A world in which nothing crashes proves nothing.");
        Assert.NotEmpty(world.Post.Arrived);
        RepeatsAreByteIdentical(world);
        foreach (var project in world.Projects)
        {
            var ledger = await store.ReadAsync(project).Select(e => LedgerJson.ReadEvent(e.Bytes.Span)).ToListAsync();
            NobodyIsWrittenToInSilence(world, project, ledger);
            EachPeriodIsDecidedOnce(ledger);
            EachQuestionIsDecidedOnce(ledger);
            EachLinkWasMailedOrMayStillBe(world, project, ledger, await store.OutboxAsync(project));
            EveryReportArrivedOrTheLedgerSaysWhyNot(world, project, ledger, await store.OutboxAsync(project));
            SnapshotAndEventsTellTheSame(ledger, await store.LoadAsync(project));
            await TheChainHoldsAsync(store, project);
        }
    }

    static void RepeatsAreByteIdentical(World world) =>
        Assert.All(
            world.Post.Arrived.GroupBy(a => a.MessageId),
            same => Assert.Single(same.Select(a => a.ContentHash).Distinct()));

    /// <summary>After a pause or an unsubscription is committed, no routine letter is sent any more.</summary>
    static void NobodyIsWrittenToInSilence(World world, string project, List<LedgerEvent> ledger)
    {
        var reports = world.Post.Arrived.Where(a => a.Project == project && a.Key.Kind == "report").ToList();
        foreach (var recorded in ledger)
        {
            var until = ledger.OfType<ProjectResumed>().FirstOrDefault(r => r.At >= recorded.At)?.At;
            var broken = recorded switch
            {
                ProjectPaused => reports.FirstOrDefault(a => a.At > recorded.At && (until is null || a.At < until)),
                PersonUnsubscribed u => reports.FirstOrDefault(a => a.At > u.At && a.Key.PersonId == u.PersonId),
                _ => null,
            };
            Assert.True(broken is null, $"{recorded} was broken by {broken}.");
        }
    }

    static void EachPeriodIsDecidedOnce(List<LedgerEvent> ledger)
    {
        var decided = ledger.Select(e => e switch
        {
            ReportIssued issued => issued.Period,
            ReportHeld held => held.Period,
            ReportSkipped skipped => skipped.Period,
            _ => null,
        }).OfType<string>().ToList();
        Assert.Equal(decided.Distinct().Order(StringComparer.Ordinal), decided);
    }

    /// <summary>One decision a question, one answer a seat and decision, one baseline a choice.</summary>
    static void EachQuestionIsDecidedOnce(List<LedgerEvent> ledger)
    {
        var settled = ledger.OfType<QuestionSettled>().Select(s => s.Question).ToList();
        Assert.Equal(settled.Distinct(), settled);
        var state = LedgerState.Empty;
        foreach (var recorded in ledger)
        {
            if (recorded is AnswerGiven given)
                Assert.DoesNotContain(state.Questions.Open[given.Question].Answers, a => a.PersonId == given.Answer.PersonId);
            var version = state.Agreed.Version;
            state = ProjectLedger.Evolve(state, recorded);
            Assert.InRange(state.Agreed.Version - version, 0, recorded is QuestionSettled or ProjectRegistered ? 1 : 0);
        }
        Assert.All(state.Questions.Open.Values, q => Assert.Equal(
            q.Hash, QuestionBodies.Of(state, q.Kind, q.Subject)?.Hash()));
    }

    static void EachLinkWasMailedOrMayStillBe(
        World world, string project, List<LedgerEvent> ledger, IReadOnlyList<OutboxRow> outbox)
    {
        var links = ledger.OfType<LinkIssued>().ToList();
        Assert.Equal(links.Count, links.Select(l => l.Digest).Distinct().Count());
        var arrived = world.Post.Arrived.Count(a => a.Project == project && a.Key.Kind == "question");
        var paused = ledger.OfType<ProjectPaused>().Any();
        var failed = ledger.OfType<LetterFailed>().Count(f => f.Key.Kind == "question");
        Assert.True(
            paused || arrived + failed + outbox.Count(o => o.Key.Kind == "question") >= links.Count,
            $"{project}: of {links.Count} links only {arrived} arrived.");
    }

    static void EveryReportArrivedOrTheLedgerSaysWhyNot(
        World world, string project, List<LedgerEvent> ledger, IReadOnlyList<OutboxRow> outbox)
    {
        var arrived = world.Post.Arrived.Where(a => a.Project == project).Select(a => a.Key).ToHashSet();
        var failed = ledger.OfType<LetterFailed>().Select(f => f.Key).ToHashSet();
        var waiting = outbox.Select(o => o.Key).ToHashSet();
        foreach (var (at, key) in Promised(ledger))
            Assert.True(
                arrived.Contains(key) || failed.Contains(key) || waiting.Contains(key) || WasWithdrawn(ledger, at, key),
                $"{project}: {key} of {at} is lost.");
        var sent = ledger.OfType<LetterSent>().Select(s => s.Key).ToList();
        Assert.Equal(sent.Distinct(), sent);
        Assert.DoesNotContain(sent, key => !arrived.Contains(key));
    }

    static void SnapshotAndEventsTellTheSame(List<LedgerEvent> ledger, LedgerSlice? slice)
    {
        if (slice is null)
            return;
        var fromStart = ProjectLedger.Evolve(LedgerState.Empty, ledger);
        var state = slice.Snapshot is { } snapshot ? LedgerJson.ReadState(snapshot.Span) : LedgerState.Empty;
        var loaded = ProjectLedger.Evolve(state, slice.Events.Select(e => LedgerJson.ReadEvent(e.Bytes.Span)));
        Assert.Equal(
            Encoding.UTF8.GetString(LedgerJson.Write(fromStart)), Encoding.UTF8.GetString(LedgerJson.Write(loaded)));
    }

    static async Task TheChainHoldsAsync(ILedgerStore store, string project)
    {
        using var export = new MemoryStream();
        await LedgerExport.WriteAsync(store, project, export);
        export.Position = 0;
        var verification = await LedgerVerifier.VerifyAsync(export);
        Assert.True(verification.IsIntact, verification.ToString());
    }

    static IEnumerable<(Instant At, LetterKey Key)> Promised(List<LedgerEvent> ledger) => ledger.SelectMany(e => e switch
    {
        ReportIssued issued => issued.To.Select(p => (issued.At, new LetterKey("report", issued.Period, p, 0))),
        ReportReleased released => released.To.Select(p => (released.At, new LetterKey("report", released.Period, p, 0))),
        _ => [],
    });

    static bool WasWithdrawn(List<LedgerEvent> ledger, Instant promised, LetterKey key) => ledger.Any(e =>
        e.At >= promised && (e is ProjectPaused || (e is PersonUnsubscribed u && u.PersonId == key.PersonId)));
}
