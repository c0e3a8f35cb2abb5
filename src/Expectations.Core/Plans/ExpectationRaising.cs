using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core.Plans;

/// <summary>Finds promises, risks and changes that comments raise.</summary>
static class ExpectationRaising
{
    const int MostOfOneDelivery = 5;
    const int LongestWords = 500;

    /// <summary>Lines such as <c>/expect risk The printer may be late</c>, recorded and told to the manager.</summary>
    internal static Decision In(LedgerState state, ItemsReported fact, WebhookPlan webhooks)
    {
        var raised = fact.Comments.Where(comment => ItemDecider.Concerns(webhooks, fact.Tool, comment.Project))
            .SelectMany(comment => comment.Text.ReplaceLineEndings("\n").Split('\n')
                .Select(line => Read(line, comment, fact, webhooks.Keyword)).OfType<ExpectationRaised>())
            .Take(MostOfOneDelivery).ToImmutableArray();
        return new Decision
        {
            Events = [.. raised],
            Effects = [.. raised.Select((e, place) => Notices.ExpectationRaised(state, e, place))],
        };
    }

    static ExpectationRaised? Read(string line, ItemComment comment, ItemsReported fact, string keyword)
    {
        if (line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                is not [var first, var kind, var words]
            || first != keyword || KindOf(kind) is not { } raised)
            return null;
        return new ExpectationRaised(fact.At, raised, Shortened(words), Shortened(comment.By), fact.Tool)
        {
            Item = comment.Item,
            Link = Secure(comment.Link),
        };
    }

    static RaisedKind? KindOf(string word) => word.TrimEnd(':') switch
    {
        "promise" => RaisedKind.Promise,
        "risk" => RaisedKind.Risk,
        "change" => RaisedKind.Change,
        _ => null,
    };

    static string Shortened(string words)
    {
        var seen = string.Concat(words.EnumerateRunes().Where(rune => !TextCheck.IsUnseen(rune)));
        if (seen.Length <= LongestWords)
            return seen;
        var end = char.IsHighSurrogate(seen[LongestWords - 2]) ? LongestWords - 2 : LongestWords - 1;
        return $"{seen[..end].TrimEnd()}…";
    }

    static string? Secure(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "" }
            // A name in other letters may imitate another; in its ASCII form it cannot.
            ? new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri
            : null;
}
