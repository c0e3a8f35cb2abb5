using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages;

/// <summary>The first page: all projects at a glance.</summary>
sealed class PortfolioPages(ProjectShelf shelf, FormNonce nonces, PageRenderer renderer)
{
    const int CardsOnAPage = 50;

    internal IEnumerable<Route> Routes => [new("GET", "/", Entrance.Operator, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var from = visit.Request.QueryValue("after");
        var states = await shelf.ListAsync(from, CardsOnAPage, visit.Cancellation);
        var cards = states.Take(CardsOnAPage).Select(s => Card(s, visit.Now)).ToImmutableArray();
        var after = states.Count > CardsOnAPage ? cards[^1].Project.Id : null;
        return await renderer.PageAsync<PortfolioPage>(new Portfolio(cards, after, DoneWords.Of(visit)));
    }

    ProjectCard Card(LedgerState state, Instant now)
    {
        var setup = state.Setup!;
        var health = HealthOf(state);
        var milestones = MilestoneLines.Of(state, setup.Day(now)).Where(m => m.Reached is null).ToArray();
        return new ProjectCard
        {
            Project = ProjectShelf.NameOf(state),
            Client = setup.Client,
            Cadence = $"reports {CadenceWords.Of(setup.Cadence)} {setup.Zone}",
            Health = state.Paused ? "Paused" : health is { } known
                ? Phrases.Of(known, isPlanLate: milestones.Any(MilestoneLines.IsLate))
                : "Not reported yet",
            Colour = state.Paused || health is null ? "grey" : health switch
            {
                Health.Green => "green",
                Health.Amber => "amber",
                _ => "red",
            },
            LastReport = state.Reports.LastIssuedAt is { } last
                ? Times.MomentAndZone(last, setup.TimeZone())
                : "None yet",
            NextReport = NextReport(state, now),
            NextMilestone = milestones.MinBy(m => m.Agreed) is { } next ? Ahead(next) : null,
            Warnings = state.Risks.Open.Count,
            Waiting = [.. Waiting(state)],
            Done = state.Plan.Tasks.Values.Count(t => t.IsDone),
            InAll = state.Plan.Tasks.Count,
            IsPaused = state.Paused,
            Nonce = nonces.Write(setup.Id, now),
        };
    }

    static Health? HealthOf(LedgerState state) =>
        state.Held?.Content.Health ?? (state.Reports.LastIssuedAt is null ? null : state.Reports.LastHealth);

    static string Ahead(MilestoneLine next) =>
        $"{next.Name}, agreed {Times.Day(next.Agreed)}"
        + (next.ChanceOfAgreed is { } chance ? $": {chance} in 100" : "");

    static string NextReport(LedgerState state, Instant now)
    {
        if (state.Paused)
            return "None until you resume the project";
        var setup = state.Setup!;
        foreach (var entry in ProjectShelf.Ahead(state, now))
            switch (entry)
            {
                case PlannedLetter { Letter.Content: ReportContent }:
                    return Times.MomentAndZone(entry.At, setup.TimeZone());
                case PlannedHold held:
                    return $"{Times.MomentAndZone(held.At, setup.TimeZone())}, and waits for you: "
                        + Phrases.Of(held.Reasons);
            }
        return "None within 90 days; the outbox says why";
    }

    static IEnumerable<WaitingItem> Waiting(LedgerState state)
    {
        var setup = state.Setup!;
        if (state.Paused)
            yield return new("Paused: no new letters until you resume.", "Resume", Request: "resume");
        if (state.Held is { } held)
            yield return new(
                $"The report of {Times.Period(held.Period)} waits for you: {Phrases.Of(held.Reasons)}.",
                "Review it", $"/review/{setup.Id}");
        foreach (var draft in state.Changes.Values.Where(c => c.State == ChangeState.Draft))
            yield return new(
                $"A change waits for you: {draft.Change.Title}.", "Look at it",
                $"/changes/{setup.Id}/{draft.Change.Id}");
        if (state.Questions.Open.Count > 0)
            yield return new(
                state.Questions.Open.Count == 1
                    ? "The client is asked for a decision."
                        : $"The client is asked for {state.Questions.Open.Count} decisions.",
                "See decisions", $"/decisions/{setup.Id}");
        if (state.Outage is { ShrinkAccepted: false, Trouble: null })
            yield return new(
                "The plan suddenly lost most of its tasks and is not believed. If it really is that small:",
                "Accept the smaller plan", Request: "accept-shrunk-plan");
        if (state.Outage?.Trouble is { } trouble)
            yield return new(
                $"The plan cannot be read since {Times.MomentAndZone(state.Outage.Since, setup.TimeZone())}: "
                + $"{Phrases.Of(trouble)}. {Phrases.Mend(trouble)}");
        foreach (var person in setup.People.Where(p => state.Letters.Unreachable.Contains(p.Id)))
            yield return new($"Letters to {person.Name} come back. Mend the address in the project's setup.");
    }
}
