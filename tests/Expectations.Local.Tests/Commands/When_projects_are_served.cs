namespace Expectations.Local.Tests.Commands;

[Trait("Speed", "slow")]
public sealed class When_projects_are_served : IDisposable
{
    static readonly TimeSpan PatienceOfAPerson = TimeSpan.FromSeconds(5);

    readonly TryOut tryOut = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ending_it_takes_a_moment_and_is_no_failure(string signal)
    {
        tryOut.Add("good", Tomorrow.At(new LocalTime(9, 0)));
        using var program = Serve(Program.FreeAddress());
        await program.UntilItSaysAsync("Serving");
        var (code, said) = await program.EndAsync(signal, PatienceOfAPerson);
        Assert.Equal(0, code);
        Assert.Contains("Nothing is lost", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_named_with_line_reason_and_mend_while_the_others_are_served()
    {
        tryOut.Add("good", Tomorrow.At(new LocalTime(9, 0)));
        tryOut.Write("bad.yaml", "id: bad\nzone: Europe/Lundon\n");
        var address = Program.FreeAddress();
        using var program = Serve(address);
        var said = await program.UntilItSaysAsync("Serving");
        using var client = new HttpClient();
        var page = await client.GetStringAsync(address);
        await program.EndAsync("INT", PatienceOfAPerson);

        Assert.Contains("bad.yaml:2:", said, StringComparison.Ordinal);
        Assert.Contains("Europe/London", said, StringComparison.Ordinal);
        Assert.Contains("Project good", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/ledger/bad", page, StringComparison.Ordinal);
    }

    public void Dispose() => tryOut.Dispose();

    static LocalDate Tomorrow => SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1);

    Running Serve(string address) =>
        Program.Start("serve", "--portfolio", tryOut.Folder, "--plans", TryOut.Plans, "--listen", address);
}
