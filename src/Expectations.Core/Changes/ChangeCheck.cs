using Expectations.Core.Projects;
using Expectations.Core.Questions;

namespace Expectations.Core.Changes;

/// <summary>Finds what is wrong with a proposed change before the client sees it.</summary>
static class ChangeCheck
{
    const int MostOptions = 8;

    static readonly ImmutableArray<string> Reserved =
        [Choices.Reject, Choices.Counter, Choices.Sign, Choices.Objection, Choices.Confirm, Choices.Dispute];

    /// <summary>What is wrong and what to write instead; none where nothing is.</summary>
    internal static string? Problem(LedgerState state, Change change)
    {
        var found = new ProblemList();
        found.Identity("id", change.Id);
        found.Line("title", change.Title);
        found.Text("reason", change.Reason);
        if (change.Options.Length is 0 or > MostOptions)
            found.Add("options", "A change has options to choose among.", $"Give 1 to {MostOptions}.");
        foreach (var (i, option) in change.Options.Index())
            Check(state, option, $"options[{i}]", found);
        found.Unique("options", change.Options.Select(o => o.Id));
        return found.All.IsEmpty ? null : string.Join(' ', found.All.Select(p => $"{p.Path}: {p.What} {p.Mend}"));
    }

    static void Check(LedgerState state, ChangeOption option, string path, ProblemList found)
    {
        found.Identity($"{path}.id", option.Id);
        if (Reserved.Contains(option.Id))
            found.Add($"{path}.id", "This word means something else on the page.", "Write another one.");
        found.TextIfAny($"{path}.words", option.Words);
        found.LineIfAny($"{path}.currency", option.Currency);
        foreach (var (milestone, date) in option.Dates)
        {
            if (state.Agreed.Milestones.All(m => m.Id != milestone))
                found.Add($"{path}.dates.{milestone}", "There is no such milestone.", "Write the id of an agreed one.");
            if (date.Year is < 1970 or > 2200)
                found.Add($"{path}.dates.{milestone}", "This is not the date of a delivery.",
                    "Write one such as 2026-03-27.");
        }
        foreach (var drop in option.Drops)
            if (state.Agreed.Requirements.All(r => r.Id != drop) && state.Agreed.Deliverables.All(d => d.Name != drop))
                found.Add($"{path}.drops", "Nothing agreed has that identity or name.",
                    "Write the id of a requirement or the name of a deliverable.");
        foreach (var promise in option.Promises)
        {
            found.Line($"{path}.promises.{promise.Key}", promise.Value);
            if (!state.Promises.ContainsKey(promise.Key))
                found.Add($"{path}.promises", "There is no such promise.", "State it first.");
        }
        if (option.Odds is < 0 or > 100)
            found.Add($"{path}.odds", "The number is out of range.", "Write percent, from 0 to 100.");
        if (option.Cost is < 0)
            found.Add($"{path}.cost", "The number is out of range.", "Write 0 or more.");
        if (option.Saves is < 0)
            found.Add($"{path}.saves", "The number is out of range.", "Write 0 or more.");
        if (option is { Kind: not OptionKind.Keep, Dates.Count: 0, Drops.IsEmpty: true, Adds.IsEmpty: true, Cost: null }
            && string.IsNullOrWhiteSpace(option.Words))
            found.Add(path, "The option changes nothing.", "Say what it changes: dates, scope, cost, or in words.");
    }
}
