using Expectations.Core.Changes;
using Expectations.Core.Questions;
using Expectations.Hosting.Pages.Words;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>What an option of a change comes to, beside the button that chooses it: dates, odds, money.</summary>
static class OptionWords
{
    /// <summary>A line each; none where nothing is said of it.</summary>
    internal static string? Of(ChangeOption option, ChangeBody change, ClientSpeech speech)
    {
        string?[] lines =
        [
            option.Words,
            .. Dates(option, change, speech),
            option.Odds is { } odds ? speech.Say(ClientWord.OptionOdds, odds) : null,
            .. Money(option, speech),
        ];
        return string.Join('\n', lines.OfType<string>()) is { Length: > 0 } about ? about : null;
    }

    // Where one option moves a date, the others say that they leave it.
    static IEnumerable<string> Dates(ChangeOption option, ChangeBody change, ClientSpeech speech) =>
        from milestone in change.Agreed.Milestones
        where change.Change.Moves(milestone.Id)
        let date = speech.Day(milestone.Date)
        select option.Dates.TryGetValue(milestone.Id, out var to) && to != milestone.Date
            ? $"{milestone.Name}: {date} → {speech.Day(to)}"
            : speech.Say(ClientWord.OptionStays, milestone.Name, date);

    static IEnumerable<string> Money(ChangeOption option, ClientSpeech speech)
    {
        if (option.Cost > 0)
            yield return speech.Say(ClientWord.OptionCost, option.Cost, option.Currency).TrimEnd();
        if (option.Saves is { } saved)
            yield return speech.Say(ClientWord.OptionSaves, saved, option.Currency).TrimEnd();
        else if (option.Cost == 0)
            yield return speech[ClientWord.OptionNoCost];
    }
}
