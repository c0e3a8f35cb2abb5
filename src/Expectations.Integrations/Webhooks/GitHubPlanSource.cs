using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Hosting.Plans;

namespace Expectations.Integrations.Webhooks;

/// <summary>
/// Reads the present state of GitHub repositories, so that a plan kept by webhooks is put right before each report.
/// </summary>
/// <param name="http">Sends the requests; not disposed here.</param>
/// <param name="token">A token that may read issues.</param>
/// <param name="api">Address of the API; none means GitHub's own.</param>
public sealed partial class GitHubPlanSource(HttpClient http, string token, Uri? api = null) : IPlanSource
{
    const int MostPages = 200;

    readonly Uri api = api ?? new Uri("https://api.github.com/");

    /// <inheritdoc/>
    public async Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
    {
        var zone = DateTimeZoneProviders.Tzdb[request.Zone];
        var webhooks = request.Plan.Webhooks ?? new WebhookPlan();
        var items = new List<ItemChange>();
        try
        {
            var repositories = webhooks.From
                .Where(from => from.Tool == Tool.Github).Select(from => from.Project).ToList();
            foreach (var repository in repositories)
                items.AddRange(await ItemsOf(repository, zone, cancellation));
            return new PlanRead(now, ToldPlan.Of(string.Join(", ", repositories), webhooks, zone, now, items));
        }
        catch (GitHubTroubleException trouble)
        {
            return new PlanReadFailed(now, trouble.Kind, trouble.Message, trouble.RetryAfter);
        }
        catch (Exception lost) when (
            lost is HttpRequestException or IOException
            || (lost is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new PlanReadFailed(now, PlanTrouble.Unavailable, lost.Message);
        }
    }

    async Task<List<ItemChange>> ItemsOf(string repository, DateTimeZone zone, CancellationToken cancellation)
    {
        if (!Repository().IsMatch(repository))
            throw new GitHubTroubleException(
                PlanTrouble.NotFound, $"'{repository}' is no repository; write owner/name.");
        var items = new List<ItemChange>();
        await foreach (var issue in AllAsync($"repos/{repository}/issues?state=all&per_page=100", cancellation))
            items.AddRange(GitHubItems.OfIssue(issue, "", repository, zone));
        await foreach (var milestone in AllAsync($"repos/{repository}/milestones?state=all&per_page=100", cancellation))
            items.AddRange(GitHubItems.OfMilestone(milestone, "", repository, zone));
        return items;
    }

    async IAsyncEnumerable<JsonElement> AllAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Uri? next = new(api, path);
        var seen = new HashSet<Uri>();
        while (next is not null)
        {
            // Our token goes to nobody else, and a chain of pages that never ends is no plan.
            if (next.Host != api.Host || !seen.Add(next) || seen.Count > MostPages)
                throw new GitHubTroubleException(
                    PlanTrouble.Incomplete, "The pages of GitHub lead round in circles or away.");
            var (page, following) = await PageAsync(next, cancellation);
            using (page)
                foreach (var element in page.RootElement.EnumerateArray())
                    yield return element.Clone();
            next = following;
        }
    }

    async Task<(JsonDocument Page, Uri? Next)> PageAsync(Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.UserAgent.ParseAdd("Expectations.Functions");
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw GitHubTroubleException.Of(answer);
        try
        {
            var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return page.RootElement.ValueKind == JsonValueKind.Array
                ? (page, NextOf(answer))
                : throw new GitHubTroubleException(PlanTrouble.Incomplete, "GitHub sent no list.");
        }
        catch (JsonException broken)
        {
            throw new GitHubTroubleException(PlanTrouble.Incomplete, broken.Message);
        }
    }

    static Uri? NextOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var links)
        && Next().Match(string.Join(',', links)) is { Success: true } match
        && Uri.TryCreate(match.Groups["address"].Value, UriKind.Absolute, out var next)
            ? next
            : null;

    [GeneratedRegex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", RegexOptions.None, 1000)]
    private static partial Regex Repository();

    [GeneratedRegex("<(?<address>[^<>]+)>; *rel=\"next\"", RegexOptions.None, 1000)]
    private static partial Regex Next();
}

/// <summary>Why GitHub could not be read.</summary>
sealed class GitHubTroubleException(PlanTrouble kind, string message, Duration? retryAfter = null) : Exception(message)
{
    internal PlanTrouble Kind => kind;

    internal Duration? RetryAfter => retryAfter;

    internal static GitHubTroubleException Of(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : (Duration?)null;
        var isUsedUp = answer.Headers.TryGetValues("X-RateLimit-Remaining", out var left) && left.First() == "0";
        var kind = answer.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => PlanTrouble.NotFound,
            HttpStatusCode.Unauthorized => PlanTrouble.SignInFailed,
            HttpStatusCode.TooManyRequests => PlanTrouble.Throttled,
            HttpStatusCode.Forbidden when isUsedUp || wait is not null => PlanTrouble.Throttled,
            HttpStatusCode.Forbidden => PlanTrouble.ConsentLost,
            _ => PlanTrouble.Unavailable,
        };
        return new GitHubTroubleException(kind, $"GitHub answered {(int)answer.StatusCode}.", wait);
    }
}
