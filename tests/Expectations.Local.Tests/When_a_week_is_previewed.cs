using Expectations.Core;
using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;
using Expectations.Local.Demo;
using Microsoft.Extensions.Logging.Abstractions;

namespace Expectations.Local.Tests;

public sealed class When_a_week_is_previewed
{
    [Fact]
    [Trait("Speed", "slow")]
    public async Task It_equals_what_was_then_sent_byte_for_byte_while_the_plan_stays_as_it_is()
    {
        var world = DemoWorld.Sample(weeks: 12);
        await using var parts = await DemoParts.BuildAsync(
            world, folder: null, new Uri("http://localhost:5080"), NullLoggerFactory.Instance);
        await parts.RegisterAsync(world.Projects, default);
        var lapse = new TimeLapse(parts.Engine, parts.Clock);
        // The Wednesday after a snapshot: no other one comes into force before the next Friday.
        var wednesday = Instant.FromUtc(2026, 9, 16, 18, 0);
        await lapse.LiveUntilAsync(wednesday, TimeSpan.Zero, _ => Task.CompletedTask, default);
        await ReadPlansAsync(parts, world);
        var thursdayNight = Instant.FromUtc(2026, 9, 17, 23, 59);
        var planned = await PlannedAsync(parts.Engine, world, wednesday, thursdayNight);
        var before = Directory.GetFiles(parts.Letters).ToHashSet();

        await lapse.LiveUntilAsync(thursdayNight, TimeSpan.Zero, _ => Task.CompletedTask, default);

        var sent = Directory.GetFiles(parts.Letters).Except(before)
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
        Assert.NotEmpty(sent);
        Assert.Equal(planned.Keys.Order(StringComparer.Ordinal), sent.Keys.Order(StringComparer.Ordinal));
        Assert.All(sent, letter => Assert.Equal(planned[letter.Key], letter.Value));
    }

    static async Task ReadPlansAsync(DemoParts parts, DemoWorld world)
    {
        var now = parts.Clock.GetCurrentInstant();
        foreach (var project in world.Projects)
        {
            var request = new ReadPlan(project.Plan, project.Zone, now.InUtc().Date.PlusWeeks(5));
            await parts.Engine.Runner.ApplyAsync(project.Id, await parts.Plans.ReadAsync(request, now));
        }
    }

    static async Task<Dictionary<string, byte[]>> PlannedAsync(
        LocalEngine engine, DemoWorld world, Instant from, Instant until)
    {
        var planned = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var project in world.Projects)
            foreach (var entry in Preview.Of(await engine.Runner.StateAsync(project.Id), from, until).OfType<PlannedLetter>())
            {
                var frozen = engine.Press.Press(entry.Letter);
                planned.Add(FolderOutlet.FileName(frozen.MessageId), frozen.Mime.ToArray());
            }
        return planned;
    }
}
