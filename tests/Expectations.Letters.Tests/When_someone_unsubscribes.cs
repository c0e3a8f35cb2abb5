using Expectations.Hosting.Delivery;

namespace Expectations.Letters.Tests;

public class When_someone_unsubscribes
{
    static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void The_link_says_who_of_which_project()
    {
        var href = Opened.Press("en", Sample.Rich)
            .Document.QuerySelector("a[href*='/unsubscribe/']")!.GetAttribute("href")!;
        Assert.True(UnsubscribeToken.TryRead(
            Sample.Options.UnsubscribeKey.Span, href[(href.LastIndexOf('/') + 1)..], out var project,
            out var person));
        Assert.Equal(("harbour-museum", "wei"), (project, person));
    }

    [Fact]
    public void No_change_to_a_token_is_accepted()
    {
        var token = UnsubscribeToken.Write(Key, "p", "person");
        Assert.True(UnsubscribeToken.TryRead(Key, token, out _, out _));
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var c in "Aa9_-.~")
            {
                if (token[i] != c)
                    Assert.False(
                        UnsubscribeToken.TryRead(Key, token[..i] + c + token[(i + 1)..], out _, out _));
            }
        }
        Assert.False(UnsubscribeToken.TryRead(new byte[32], token, out _, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("....")]
    [InlineData("cA.")]
    [InlineData("%00.\u0000")]
    [InlineData("漢.字")]
    public void Anything_else_is_no_token(string? token) =>
        Assert.False(UnsubscribeToken.TryRead(Key, token, out _, out _));

    [Fact]
    public void Links_of_letters_already_sent_keep_working() =>
        Assert.Equal(
            "aGFyYm91ci1tdXNldW0Kd2Vp.oReqyk4xmuWmOiI5PkZBJWAjeIpvmAIC0SleJZbUzBU",
            UnsubscribeToken.Write(Sample.Options.UnsubscribeKey.Span, "harbour-museum", "wei"));

    [Fact]
    public void A_token_of_one_purpose_is_none_of_another()
    {
        var (stop, page, pulse) = (
            UnsubscribeToken.Write(Key, "p", "a"), ClientToken.Write(Key, "p", "a"), PulseToken.Write(Key, "p", "a"));
        Assert.True(ClientToken.TryRead(Key, page, out _, out _));
        Assert.True(PulseToken.TryRead(Key, pulse, out _, out _));
        Assert.All([stop, pulse], token => Assert.False(ClientToken.TryRead(Key, token, out _, out _)));
        Assert.All([stop, page], token => Assert.False(PulseToken.TryRead(Key, token, out _, out _)));
        Assert.All([page, pulse], token => Assert.False(UnsubscribeToken.TryRead(Key, token, out _, out _)));
    }

    [Fact]
    public void A_token_of_one_person_is_none_of_another() =>
        Assert.NotEqual(UnsubscribeToken.Write(Key, "p", "a"), UnsubscribeToken.Write(Key, "p", "b"));
}
