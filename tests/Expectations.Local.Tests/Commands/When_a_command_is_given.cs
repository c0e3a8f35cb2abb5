namespace Expectations.Local.Tests.Commands;

[Trait("Speed", "slow")]
public sealed class When_a_command_is_given : IDisposable
{
    readonly TryOut tryOut = new();

    [Theory]
    [InlineData("demo", "--replay")]
    [InlineData("serve", "--portfolio")]
    [InlineData("preview", "--days")]
    [InlineData("simulate", "--weeks")]
    [InlineData("export", "--project")]
    [InlineData("verify", "file")]
    [InlineData("doctor", "--portfolio")]
    public async Task Each_explains_itself(string command, string option)
    {
        var (code, help) = await Program.RunAsync(command, "--help");
        Assert.Equal(0, code);
        Assert.Contains(option, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_lives_through_weeks_and_what_it_exports_can_be_verified_until_a_byte_is_flipped()
    {
        var folder = Path.Combine(tryOut.Folder, "simulated");
        var (code, said) = await Program.RunAsync("simulate", "--out", folder, "--weeks", "3");
        Assert.True(code == 0, said);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "letters"), "*.eml"));
        var export = Path.Combine(folder, "shop.ndjson");
        await Program.RunAsync("export", "--data", folder, "--project", "shop-relaunch", "--out", export);
        Assert.Equal(0, (await Program.RunAsync("verify", export)).Code);

        var bytes = await File.ReadAllBytesAsync(export);
        var third = Array.IndexOf(bytes, (byte)'\n', Array.IndexOf(bytes, (byte)'\n') + 1) + 300;
        bytes[third] ^= 1;
        await File.WriteAllBytesAsync(export, bytes);
        var (flipped, complaint) = await Program.RunAsync("verify", export);
        Assert.Equal(1, flipped);
        Assert.Contains("line 3", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_shows_whom_what_and_when_and_writes_the_letters()
    {
        var tomorrow = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1);
        tryOut.Add("shop", tomorrow.At(new LocalTime(9, 30)));
        var letters = Path.Combine(tryOut.Folder, "previewed");
        var (code, table) = await Program.RunAsync(
            "preview", "--portfolio", tryOut.Folder, "--plans", TryOut.Plans, "--days", "2", "--out", letters);
        Assert.True(code == 0, table);
        Assert.Contains("Eleanor Finch", table, StringComparison.Ordinal);
        Assert.Contains("09:30 Etc/UTC", table, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(letters, "*.eml"));
    }

    [Fact]
    public async Task Doctor_says_what_to_add_where_nothing_tells_how_to_sign_in()
    {
        var (code, said) = await Program.RunAsync("doctor", "--portfolio", tryOut.Folder);
        Assert.Equal(1, code);
        Assert.Contains("tenantId", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_named_with_line_reason_and_mend_and_the_others_go_on()
    {
        tryOut.Add("good", SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1).At(new LocalTime(9, 0)));
        tryOut.Write("bad.yaml", "id: bad\nzone: Europe/Lundon\n");
        var (code, said) = await Program.RunAsync(
            "preview", "--portfolio", tryOut.Folder, "--plans", TryOut.Plans, "--days", "2");
        Assert.Equal(0, code);
        Assert.Contains("bad.yaml:2:", said, StringComparison.Ordinal);
        Assert.Contains("Europe/London", said, StringComparison.Ordinal);
        Assert.Contains("good", said, StringComparison.Ordinal);
    }

    public void Dispose() => tryOut.Dispose();
}
