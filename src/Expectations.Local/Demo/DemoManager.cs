using Expectations.Core;
using Expectations.Core.Changes;
using Expectations.Core.Projects;
using Expectations.Core.Questions;
using Expectations.Hosting.Ledgers;

namespace Expectations.Local.Demo;

/// <summary>
/// Plays the managers of the sample: each looks at a report that waits within a working day, adds a word and lets it
/// go. The last ones are left to whoever watches.
/// </summary>
sealed class DemoManager(LedgerRunner runner, DemoWorld world)
{
    static readonly Duration TimeToLook = Duration.FromHours(20);
    static readonly Duration LeftToTheWatcher = Duration.FromDays(13);

    /// <summary>Reviews what has waited long enough, and proposes a change where a date cannot hold.</summary>
    public async Task ReviewAsync(Instant now, CancellationToken cancellation)
    {
        foreach (var project in world.Projects)
        {
            var state = await runner.StateAsync(project.Id, cancellation);
            if (DemoChange.For(state, now) is { } change)
                await runner.ApplyAsync(project.Id, change, cancellation);
            if (state is { Agreed.Requirements.IsEmpty: false, SignedVersion: not null, Ratings.Count: 0 })
                await runner.ApplyAsync(project.Id, new RatingsAsked(now, project.Manager().Id), cancellation);
            if (now > world.End - LeftToTheWatcher)
            {
                await LetGoAsync(project, state, now, cancellation);
                continue;
            }
            if (state.Held is not { } held || now - held.Since < TimeToLook)
                continue;
            var manager = project.Manager();
            await runner.ApplyAsync(
                project.Id, new EditAsked(now, held.Period, Word(project), [], manager.Id), cancellation);
            await runner.ApplyAsync(project.Id, new ReleaseAsked(now, held.Period, manager.Id), cancellation);
        }
    }

    /// <summary>
    /// What the forecast has worked out of late goes to the client as it is, for whoever watches to decide; before, the
    /// manager proposes changes of their own.
    /// </summary>
    async Task LetGoAsync(ProjectSetup project, LedgerState state, Instant now, CancellationToken cancellation)
    {
        foreach (var draft in state.Changes.Values.Where(c => c is { State: ChangeState.Draft, By: "forecast" }))
            if (draft.At > world.End - LeftToTheWatcher && now - draft.At >= TimeToLook)
                await runner.ApplyAsync(
                    project.Id, new ChangeReceived(now, draft.Change, Release: true, project.Manager().Name),
                    cancellation);
    }

    static string Word(ProjectSetup project) => project.People.First(p => p.Role == Role.Decider).Language switch
    {
        "zh-Hant" => "我已確認以下內容，明天會打電話與您討論各項日期。",
        "zh-Hans" => "以下内容我已核对，明天会打电话与您商量各项日期。",
        _ => "I have looked into this and will call you tomorrow to go through the dates together.",
    };
}
