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
    const double Even = 0.5;
    const decimal Hundred = 100;

    /// <summary>The change to draft; none where nothing is forecast.</summary>
    internal static WorkedOutChange? Write(VerdictAsking asking, CaseOverruns overruns)
    {
        var (setup, work) = (asking.State.Setup!, asking.Work);
        var now = new DatedForecast(asking.Outlook.On, asking.Said);
        if (now.DateAt(Safe) is not { } safe || now.ChanceBy(work.Milestone.Date) is not { } chance)
            return null;
        var speech = ClientSpeech.Of(setup.People.FirstOrDefault(p => p.Role == Role.Decider)?.Language);
        var later = setup.Calendar.NextWorkingDay(safe);
        var odds = speech.Say(
            ClientWord.OddsReason, work.Milestone.Name, speech.Day(work.Milestone.Date), chance,
            speech.Day(now.DateAt(50)!.Value), speech.Day(safe), speech.Day(now.On));
        return new WorkedOutChange(
            work.Milestone.Id,
            speech.Say(ClientWord.OddsTitle, work.Milestone.Name),
            string.Join('\n', [odds, .. Why(asking, overruns, speech)]),
            [
                .. Scaled(asking, speech),
                .. later > setup.Forecasts?.Boundaries?.LatestDate
                    ? []
                    : (ChangeOption[])[Extended(asking, now, later, speech)],
                Priced(
                    With(new ChangeOption { Id = "keep", Kind = OptionKind.Keep }, now, work.Milestone.Date),
                    personDaysMore: 0, asking.Budget),
            ]);
    }

    static IEnumerable<string> Why(VerdictAsking asking, CaseOverruns overruns, ClientSpeech speech)
    {
        if (asking.Question is { } question
            && new OddsReasons(question, asking, overruns).Say(speech) is { IsEmpty: false } reasons)
            yield return speech.Say(ClientWord.OddsWhy, speech.Sentences(reasons));
    }

    static ChangeOption Extended(VerdictAsking asking, DatedForecast now, LocalDate later, ClientSpeech speech)
    {
        var option = new ChangeOption
        {
            Id = "extend",
            Kind = OptionKind.Extend,
            Words = speech[ClientWord.OddsExtend],
            Dates = ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal)
                .Add(asking.Work.Milestone.Id, later),
        };
        return Priced(With(option, now, later), personDaysMore: 0, asking.Budget);
    }

    /// <summary>Less scope and more people, on the very odds the client reads in the report.</summary>
    static IEnumerable<ChangeOption> Scaled(VerdictAsking asking, ClientSpeech speech)
    {
        // Its date alone is at stake here: technology and budget are the manager's to weigh.
        if (asking.Question is not { } question)
            yield break;
        var paidFor = question.Boundaries.BudgetIsFixed ? question.PersonDaysPaidFor : null;
        question = question with { Technology = Technology.Known, PersonDaysPaidFor = null };
        var parts = asking.Outlook.Parts.Select(part => new RankedPart(
            part.Requirement, part.Rank, (int)Math.Round(part.EffortShare * asking.Work.TasksLeft)));
        var remedies = Remedies.Propose(question, parts);
        foreach (var remedy in remedies.Where(r => r.Remedy is not AddPeople
            || paidFor is not { } paid || r.Effort.ChanceWithin(paid) >= Verdict.GoodEnough))
            if (OptionOf(remedy.Remedy, speech) is { } option)
                yield return Priced(
                    With(option, asking.Dated(remedy.Odds), asking.Work.Milestone.Date),
                    remedy.Effort.At(Even) - remedies[0].Effort.At(Even), asking.Budget);
    }

    static ChangeOption? OptionOf(Remedy remedy, ClientSpeech speech) => remedy switch
    {
        CutScope cut => new ChangeOption { Id = "cut", Kind = OptionKind.CutScope, Drops = cut.LeftOut },
        AddPeople add => new ChangeOption
        {
            Id = "add",
            Kind = OptionKind.AddResources,
            Words = speech.Say(ClientWord.OddsAddPeople, add.People),
        },
        _ => null,
    };

    static ChangeOption With(ChangeOption option, DatedForecast forecast, LocalDate date) => option with
    {
        P50 = forecast.DateAt(50),
        P85 = forecast.DateAt(Safe),
        Odds = forecast.ChanceBy(date),
    };

    /// <summary>
    /// What an option costs or saves against going on as things stand: the work it takes more or less, at the price
    /// of a day. A later date takes no more work and so costs nothing; what is saved is a forecast, and rounded like
    /// one.
    /// </summary>
    static ChangeOption Priced(ChangeOption option, double personDaysMore, BudgetReading? budget)
    {
        if (budget?.DayRate is not { } rate)
            return option;
        var amount = Math.Round(rate * (decimal)personDaysMore);
        var saved = Hundred * Math.Round(-amount / Hundred);
        return option with
        {
            Cost = Math.Max(0, amount),
            Saves = saved > 0 ? saved : null,
            Currency = budget.Budget.Currency,
        };
    }
}
