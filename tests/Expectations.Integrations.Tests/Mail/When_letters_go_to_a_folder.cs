using Expectations.Hosting.Delivery;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

public sealed class When_letters_go_to_a_folder : IDisposable
{
    readonly string letters = Directory.CreateTempSubdirectory("letters-").FullName;

    [Fact]
    public async Task The_same_letter_again_replaces_its_file()
    {
        var outlet = new FolderOutlet(Path.Combine(letters, "out"));
        var letter = SampleLetter.To();

        Assert.Equal(AttemptResult.Accepted, (await outlet.DeliverAsync(letter)).Result);
        Assert.Equal(AttemptResult.Accepted, (await outlet.DeliverAsync(letter)).Result);
        await outlet.DeliverAsync(SampleLetter.To(number: 2));

        var files = Directory.GetFiles(Path.Combine(letters, "out"));
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.EndsWith(".eml", file, StringComparison.Ordinal));
        Assert.Contains(files, file => File.ReadAllBytes(file).AsSpan().SequenceEqual(letter.Mime.Span));
    }

    [Fact]
    public async Task Fault_41_a_folder_that_cannot_be_written_leaves_the_letter_to_be_tried_again()
    {
        var blocked = Path.Combine(letters, "blocked");
        await File.WriteAllTextAsync(blocked, "a file where the folder should be");

        var attempt = await new FolderOutlet(blocked).DeliverAsync(SampleLetter.To());

        Assert.Equal(AttemptResult.TryAgain, attempt.Result);
        Assert.Contains("Check that it can be written", attempt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_stopped_half_way_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new FolderOutlet(letters).DeliverAsync(SampleLetter.To(), stop.Token));

        Assert.Empty(Directory.GetFiles(letters));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b\\c:d*e?@x")]
    [InlineData("...")]
    [InlineData("")]
    public void No_Message_ID_leads_out_of_the_folder(string messageId)
    {
        var name = FolderOutlet.FileName(messageId);

        Assert.Equal(name, Path.GetFileName(name));
        Assert.DoesNotContain("\\", name, StringComparison.Ordinal);
        Assert.NotEqual(name, FolderOutlet.FileName(messageId + " "));
    }

    public void Dispose() => Directory.Delete(letters, recursive: true);
}
