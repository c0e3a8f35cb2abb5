using Expectations.Core.Calendars;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Forecasts;

/// <summary>
/// Works out what could be done about an unlikely date, in the language of those who decide. What a stated boundary
/// closes is not offered.
/// </summary>
static class RemedyWriting
{
    const int Safe = 85;

    /// <summary>The change to draft; none where nothing is forecast.</summary>
    internal static WorkedOutChange? Write(VerdictAsking asking)
    {
        var (setup, work) = (asking.State.Setup!, asking.Work);
        var now = new DatedForecast(asking.Outlook.On, asking.Said);
        if (now.DateAt(Safe) is not { } safe || now.ChanceBy(work.Milestone.Date) is not { } chance)
            return null;
        var speech = ClientSpeech.Of(setup.People.FirstOrDefault(p => p.Role == Role.Decider)?.Language);
        var later = setup.Calendar.NextWorkingDay(safe);
        return new WorkedOutChange(
            work.Milestone.Id,
            speech.Say(ClientWord.OddsTitle, work.Milestone.Name),
            speech.Say(
                ClientWord.OddsReason, work.Milestone.Name, speech.Day(work.Milestone.Date), chance,
                speech.Day(now.DateAt(50)!.Value), speech.Day(safe)),
            [
                .. Scaled(asking, speech),
                .. later > setup.Forecasts?.Boundaries?.LatestDate ? [] : (ChangeOption[])[Extended(now, work, later)],
                With(new ChangeOption { Id = "keep", Kind = OptionKind.Keep }, now, work.Milestone.Date),
            ]);
    }

    static ChangeOption Extended(DatedForecast now, Core.Forecasts.WorkAhead work, LocalDate later) => With(
        new ChangeOption
        {
            Id = "extend",
            Kind = OptionKind.Extend,
            Dates = ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal)
                .Add(work.Milestone.Id, later),
        }, now, later);

    /// <summary>Less scope and more people, on the very odds the client reads in the report.</summary>
    static IEnumerable<ChangeOption> Scaled(VerdictAsking asking, ClientSpeech speech)
    {
        // Its date alone is at stake here: technology and budget are the manager's to weigh.
        if (asking.Question is not { } question)
            yield break;
        question = question with { Technology = Technology.Known, PersonDaysPaidFor = null };
        var parts = asking.Outlook.Parts.Select(part => new RankedPart(
            part.Requirement, part.Rank, (int)Math.Round(part.EffortShare * asking.Work.TasksLeft)));
        foreach (var remedy in Remedies.Propose(question, parts))
            if (OptionOf(remedy.Remedy, asking.Budget, speech) is { } option)
                yield return With(option, asking.Dated(remedy.Odds), asking.Work.Milestone.Date);
    }

    static ChangeOption? OptionOf(Remedy remedy, BudgetReading? budget, ClientSpeech speech) => remedy switch
    {
        CutScope cut => new ChangeOption { Id = "cut", Kind = OptionKind.CutScope, Drops = cut.LeftOut },
        AddPeople add => new ChangeOption
        {
            Id = "add",
            Kind = OptionKind.AddResources,
            Words = speech.Say(ClientWord.OddsAddPeople, add.People),
            Cost = budget?.DayRate is { } rate ? Math.Round(rate * (decimal)add.PersonDaysOfLearning, 0) : null,
            Currency = budget?.DayRate is null ? null : budget.Budget.Currency,
        },
        _ => null,
    };

    static ChangeOption With(ChangeOption option, DatedForecast forecast, LocalDate date) => option with
    {
        P50 = forecast.DateAt(50),
        P85 = forecast.DateAt(Safe),
        Odds = forecast.ChanceBy(date),
    };
}
