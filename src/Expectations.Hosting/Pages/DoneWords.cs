using Expectations.Hosting.Pages.Http;

namespace Expectations.Hosting.Pages;

/// <summary>What was just done, told on the page one is sent to afterwards.</summary>
static class DoneWords
{
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["hold"] = "Done: that report will wait for you, and you will be told when it is ready.",
        ["edit"] = "Saved. The letter below is as it would go now.",
        ["look-again"] = "Your changes are saved. Look at the letter once more, then release it.",
        ["release"] = "Released: the report is on its way.",
        ["discard"] = "Discarded: this report does not go.",
        ["pause"] = "Paused: reports and questions wait until you resume.",
        ["resume"] = "Resumed: reports go again from now on.",
        ["ask-signature"] = "Done: the client is asked to sign.",
        ["ask-confirmation"] = "Done: the client is asked to confirm.",
        ["ask-ratings"] = "Done: the client is asked to rate.",
        ["ask-line"] = "Done: the client is asked to confirm what falls below the line.",
        ["draft-change"] = "Saved as a draft; nobody is asked yet.",
        ["propose-change"] = "Done: the client is asked to choose.",
        ["withdraw-change"] = "Done: the change is taken back.",
        ["raise-risk"] = "Done: the risk is recorded.",
        ["acknowledge-warning"] = "Done: you have taken it on; it goes no further up.",
        ["snooze-warning"] = "Done: it rests until that day.",
        ["release-warning"] = "Done: the deciders are told.",
        ["state-promise"] = "Done: the promise is recorded.",
        ["accept-shrunk-plan"] = "Accepted: the next reading of the plan is believed.",
    };

    /// <summary>None for a word that is not ours.</summary>
    internal static string? Of(Visit visit) =>
        visit.Request.QueryValue("done") is { } done ? Words.GetValueOrDefault(done) : null;
}
