using Expectations.Core.Calendars;
using Expectations.Core.Changes;
using Expectations.Core.Forecasts;
using Expectations.Core.Projects;
using Expectations.Forecasting.Verdicts;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Forecasts;

/// <summary>Works out what could be done about an unlikely date, in the language of those who decide.</summary>
static class RemedyWriting
{
    const int Levels = 19;
    const int Safe = 85;

    /// <summary>The change to draft; none where nothing is forecast.</summary>
    internal static WorkedOutChange? Write(
        ProjectSetup setup, Outlook outlook, WorkAhead work, MilestoneForecast said)
    {
        var now = new DatedForecast(outlook.On, said);
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
                .. Scaled(outlook, work, now, speech),
                With(new ChangeOption
                {
                    Id = "extend",
                    Kind = OptionKind.Extend,
                    Dates = ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal)
                        .Add(work.Milestone.Id, later),
                }, now, later),
                With(new ChangeOption { Id = "keep", Kind = OptionKind.Keep }, now, work.Milestone.Date),
            ]);
    }

    /// <summary>
    /// Less scope and more people: how many times sooner they are done than without, on the very odds the client reads
    /// in the report.
    /// </summary>
    static IEnumerable<ChangeOption> Scaled(
        Outlook outlook, WorkAhead work, DatedForecast now, ClientSpeech speech)
    {
        var parts = outlook.Parts.Select(part => new RankedPart(
            part.Requirement, part.Rank, (int)Math.Round(part.EffortShare * work.TasksLeft)));
        var odds = Remedies.Propose(Forecaster.Question(outlook, work), parts);
        var kept = odds.FirstOrDefault(o => o.Remedy is KeepAsIs)?.Odds;
        foreach (var remedy in odds)
        {
            var option = remedy.Remedy switch
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
            if (option is null || kept is null)
                continue;
            var days = new int[Levels];
            for (var i = 0; i < Levels; i++)
                days[i] = Math.Max(
                    i == 0 ? 1 : days[i - 1],
                    (int)Math.Ceiling(now.Said.Days!.Value[i] * remedy.Odds.Days[i] / kept.Days[i]));
            yield return With(option, now with { Said = now.Said with { Days = [.. days] } }, work.Milestone.Date);
        }
    }

    static ChangeOption With(ChangeOption option, DatedForecast forecast, LocalDate date) => option with
    {
        P50 = forecast.DateAt(50),
        P85 = forecast.DateAt(Safe),
        Odds = forecast.ChanceBy(date),
    };
}
