using MimeKit;

namespace Expectations.Local.Tests.Commands;

public sealed class When_the_program_is_killed : IDisposable
{
    const int Projects = 6;

    readonly TryOut tryOut = new();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Nothing_is_lost_and_nobody_gets_a_letter_twice()
    {
        var due = NextMinute(SystemClock.Instance.GetCurrentInstant() + Duration.FromSeconds(15));
        for (var number = 0; number < Projects; number++)
            tryOut.Add($"project-{number}", due.InUtc().LocalDateTime);
        // Some die long before, some at the very moment the reports are due and delivered.
        var random = new Random(42);
        using (var first = Serve())
        {
            await first.UntilItSaysAsync("Serving");
            await first.KillAsync();
        }
        await UntilAsync(() => SystemClock.Instance.GetCurrentInstant() > due - Duration.FromSeconds(2));
        while (SystemClock.Instance.GetCurrentInstant() < due + Duration.FromSeconds(6))
            await KillAsync(random.Next(1000, 3000));

        using (var last = Serve())
        {
            await last.UntilItSaysAsync("Serving");
            await UntilAsync(() => tryOut.Letters.Length == Projects);
            Assert.Equal(0, (await last.EndAsync("INT", TimeSpan.FromSeconds(5))).Code);
        }
        Assert.Equal(Projects, tryOut.Letters.Select(f => MimeMessage.Load(f).MessageId).Distinct(StringComparer.Ordinal).Count());
        for (var number = 0; number < Projects; number++)
            await AssertOneReportAndAWholeChainAsync($"project-{number}");
    }

    public void Dispose() => tryOut.Dispose();

    async Task KillAsync(int afterMilliseconds)
    {
        using var program = Serve();
        await Task.Delay(afterMilliseconds);
        await program.KillAsync();
    }

    static Instant NextMinute(Instant moment)
    {
        const long Minute = 60;
        return Instant.FromUnixTimeSeconds((moment.ToUnixTimeSeconds() / Minute + 1) * Minute);
    }

    Running Serve() => Program.Start(
        "serve", "--portfolio", tryOut.Folder, "--plans", TryOut.Plans, "--listen", "http://127.0.0.1:0");

    async Task AssertOneReportAndAWholeChainAsync(string project)
    {
        var export = Path.Combine(tryOut.Folder, $"{project}.ndjson");
        Assert.Equal((0, ""), await Program.RunAsync("export", "--data", tryOut.Data, "--project", project, "--out", export));
        var events = await File.ReadAllTextAsync(export);
        Assert.Single(events.Split("\"event\":\"report-issued\"").Skip(1));
        Assert.Single(events.Split("\"event\":\"letter-sent\"").Skip(1));
        Assert.Equal(0, (await Program.RunAsync("verify", export)).Code);
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(180);
        while (!condition() && DateTime.UtcNow < deadline)
            await Task.Delay(50);
        Assert.True(condition(), "It did not come to pass in time.");
    }
}
