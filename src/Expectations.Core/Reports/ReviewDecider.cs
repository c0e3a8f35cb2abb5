using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Reports;

/// <summary>What the manager may do with a report before it goes.</summary>
static class ReviewDecider
{
    const int LongestNote = 4000;

    internal static Instant? PatienceEndsAt(LedgerState state) =>
        state is { Held: { Reminded: false } held, Setup.Review.PatienceHours: > 0 and var hours }
            ? held.Since + Duration.FromHours(hours)
            : null;

    internal static Decision WhenTimeReached(LedgerState state, Instant at)
    {
        if (PatienceEndsAt(state) is not { } end || at < end)
            return Decision.Nothing;
        return state.Setup!.Review.IfUnreviewed == IfUnreviewed.Send
            ? Release(state, at, "review-rule")
            : Decision.Of(new ReviewReminded(at, state.Held!.Period)).AndAsk(Notices.ReportStillWaits(state, at));
    }

    internal static Decision WhenHoldAsked(LedgerState state, HoldAsked fact)
    {
        if (state.Held?.Period == fact.Period || state.Reports.HoldPeriod == fact.Period)
            return Decision.Nothing;
        var next = ReportSchedule.Following(state, state.Setup!.LocalTime(fact.At));
        return next is { } n && ReportSchedule.PeriodOf(n) == fact.Period
            ? Decision.Of(new HoldPlaced(fact.At, fact.Period, fact.By))
            : Decision.Refusing(fact.At, "hold", "Only the next report can be held; it may have gone already.");
    }

    internal static Decision WhenEditAsked(LedgerState state, EditAsked fact)
    {
        if (fact.Note?.Length > LongestNote)
            return Decision.Refusing(fact.At, "edit", $"A note has at most {LongestNote} characters; shorten it.");
        return IsHeld(state, fact.Period)
            ? Decision.Of(new ReportEdited(fact.At, fact.Period, fact.Note, fact.Omit, fact.By))
            : NotHeld(fact.At, "edit");
    }

    internal static Decision WhenReleaseAsked(LedgerState state, ReleaseAsked fact)
    {
        if (state.Paused)
            return Decision.Refusing(fact.At, "release", "The project is paused; resume it, then release the report.");
        return IsHeld(state, fact.Period) ? Release(state, fact.At, fact.By) : NotHeld(fact.At, "release");
    }

    internal static Decision WhenDiscardAsked(LedgerState state, DiscardAsked fact) =>
        IsHeld(state, fact.Period)
            ? Decision.Of(new ReportDiscarded(fact.At, fact.Period, fact.Reason, fact.By))
            : NotHeld(fact.At, "discard");

    static Decision Release(LedgerState state, Instant at, string by)
    {
        var held = state.Held!;
        var to = Recipients.OfReports(state);
        var released =
            new ReportReleased(at, held.Period, [.. to.Select(p => p.Id)], ReportWriting.Said(held.Content), by);
        return Decision.Of(released).AndAsk(LetterWriting.Reports(state, held.Period, held.Content, to, at));
    }

    static bool IsHeld(LedgerState state, string period) => state.Held?.Period == period;

    static Decision NotHeld(Instant at, string request) =>
        Decision.Refusing(at, request, "That report does not wait any more; look at the outbox for what became of it.");
}
