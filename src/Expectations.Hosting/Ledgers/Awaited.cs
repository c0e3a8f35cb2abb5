using Expectations.Core;
using Expectations.Core.Questions;

namespace Expectations.Hosting.Ledgers;

/// <summary>Whom a project waits for, in identities an operator can look up: no names, no addresses.</summary>
public static class Awaited
{
    /// <summary>What operators see has to stay short.</summary>
    const int Most = 20;

    /// <summary>Everyone waited for and why, parted by semicolons; none when for nobody.</summary>
    /// <param name="state">The project as it stands.</param>
    /// <param name="letters">How many letters wait to leave.</param>
    public static string? By(LedgerState state, int letters)
    {
        List<string> all = [];
        if (state.Held is { } held)
            all.Add($"manager: review of report {held.Period}");
        if (state.Outage?.Trouble is { } trouble)
            all.Add($"plan: {trouble}");
        else if (state.Outage is { ShrinkAccepted: false })
            all.Add("manager: accept the shrunken plan");
        all.AddRange(state.Questions.Open.Values.SelectMany(WithoutAnswer));
        if (letters > 0)
            all.Add($"outlet: {letters} letters");
        return all.Count == 0 ? null : string.Join("; ", all.Take(Most));
    }

    static IEnumerable<string> WithoutAnswer(Question question) =>
        question.Seats.Where(seat => question.AnswerFor(seat) is null)
            .Select(seat => $"{string.Join(" or ", seat.Holders)}: {question.Id}");
}
