using System.Collections.Concurrent;
using System.Net;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace Expectations.Integrations.Plans;

/// <summary>Looks up what people are called, twenty a request.</summary>
sealed class PeopleNames(GraphServiceClient client, Duration longestWait)
{
    /// <summary>Stands for somebody whose account is gone.</summary>
    internal const string FormerMember = "former member";

    const int LongestName = 100;

    readonly ConcurrentDictionary<string, string> last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names by identity or mailbox. Who is gone is a former member; who cannot be looked up just now goes by
    /// the name last seen, or is left out.
    /// </summary>
    /// <exception cref="ThrottledException">Graph asked for more patience than a reading has.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> OfAsync(
        IEnumerable<string> people, CancellationToken cancellation)
    {
        var asked = people.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var throttled = await AskAsync(asked, cancellation);
        if (throttled.People.Count > 0)
        {
            await Task.Delay(throttled.Wait.ToTimeSpan(), cancellation);
            throttled = await AskAsync(throttled.People, cancellation);
            if (throttled.People.Count > 0)
                throw new ThrottledException(throttled.Wait);
        }
        return asked.Where(last.ContainsKey)
            .ToDictionary(p => p, p => last[p], StringComparer.OrdinalIgnoreCase);
    }

    async Task<(List<string> People, Duration Wait)> AskAsync(
        List<string> people, CancellationToken cancellation)
    {
        var throttled = new List<string>();
        var wait = Duration.Zero;
        if (people.Count == 0)
            return (throttled, wait);
        var (steps, answers) = await PostAsync(people, cancellation);
        foreach (var (step, status) in await answers.GetResponsesStatusCodesAsync())
        {
            var person = steps[step];
            if (status == HttpStatusCode.TooManyRequests)
            {
                throttled.Add(person);
                wait = Duration.Max(wait, await WaitAsync(answers, step));
            }
            else if (status == HttpStatusCode.NotFound)
                last[person] = FormerMember;
            else if (status == HttpStatusCode.OK)
                last[person] = CleanText.Line(
                    (await answers.GetResponseByIdAsync<User>(step)).DisplayName, LongestName);
        }
        return (throttled, wait);
    }

    async Task<(Dictionary<string, string> Steps, BatchResponseContentCollection Answers)> PostAsync(
        List<string> people, CancellationToken cancellation)
    {
        var batch = new BatchRequestContentCollection(client);
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            var request = client.Users[person].ToGetRequestInformation(
                c => c.QueryParameters.Select = ["id", "displayName"]);
            steps[await batch.AddBatchRequestStepAsync(request)] = person;
        }
        return (steps, await client.Batch.PostAsync(batch, cancellation));
    }

    async Task<Duration> WaitAsync(BatchResponseContentCollection answers, string step)
    {
        using var answer = await answers.GetResponseByIdAsync(step);
        var wait = RetryAfter.Of(answer.Headers.RetryAfter, answer.Headers.Date) ?? Duration.FromSeconds(1);
        return wait <= longestWait
            ? wait
            : throw new ThrottledException(wait);
    }
}
