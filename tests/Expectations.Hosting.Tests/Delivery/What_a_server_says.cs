using Expectations.Hosting.Delivery;

namespace Expectations.Hosting.Tests.Delivery;

public sealed class What_a_server_says
{
    [Theory]
    [InlineData("User <anna.b@client.example> unknown", "User <(address)> unknown")]
    [InlineData("\"anna b\"@client.example is full", "(address) is full")]
    [InlineData("Anna.B does not live here", "(address) does not live here")]
    [InlineData("no annabel here", "no annabel here")]
    [InlineData("two\r\n\tlines\u0000 ", "two lines")]
    [InlineData("陳大文@例子.example 不存在", "(address) 不存在")]
    [InlineData(null, "")]
    public void Is_kept_on_one_line_without_addresses(string? said, string expected) =>
        Assert.Equal(expected, AddressMask.Hide(said, "anna.b@client.example"));

    [Fact]
    public void Is_kept_short_however_much_it_was()
    {
        var kept = AddressMask.Hide(new string('a', 1_000_000) + "@" + new string('b', 1_000_000));

        Assert.Equal(200, kept.Length);
    }

    [Fact]
    public void Lets_no_two_letters_that_failed_together_come_back_together()
    {
        var waits = Enumerable.Range(0, 100)
            .Select(number => RetrySchedule.WaitAfter($"m{number}", 3, asked: null)).ToArray();

        Assert.True(waits.Distinct().Count() > 95);
        Assert.All(waits, wait => Assert.InRange(wait, Duration.FromMinutes(2), Duration.FromMinutes(2.4)));
        Assert.Equal(waits[0], RetrySchedule.WaitAfter("m0", 3, asked: null));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void Makes_a_letter_wait_an_hour_at_most_unless_it_asks_for_more(int attempts)
    {
        Assert.Equal(Duration.FromHours(1), RetrySchedule.WaitAfter("m", attempts, asked: null));
        Assert.Equal(Duration.FromDays(1), RetrySchedule.WaitAfter("m", 1, Duration.FromDays(10_000)));
        Assert.InRange(RetrySchedule.WaitAfter("m", attempts, Duration.FromHours(7)), Duration.FromHours(7), Duration.FromHours(8.4));
        Assert.True(RetrySchedule.WaitAfter("m", 1, Duration.FromDays(-1)) >= RetrySchedule.First);
    }
}
