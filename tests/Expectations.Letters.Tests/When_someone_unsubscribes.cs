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
        Assert.True(PersonSeal.Unsubscribe.TryRead(
            Sample.Options.UnsubscribeKey.Span, href[(href.LastIndexOf('/') + 1)..], out var project,
            out var person));
        Assert.Equal(("harbour-museum", "wei"), (project, person));
    }

    [Fact]
    public void No_change_to_a_token_is_accepted()
    {
        var token = PersonSeal.Unsubscribe.Write(Key, "p", "person");
        Assert.True(PersonSeal.Unsubscribe.TryRead(Key, token, out _, out _));
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var c in "Aa9_-.~")
            {
                if (token[i] != c)
                    Assert.False(
                        PersonSeal.Unsubscribe.TryRead(Key, token[..i] + c + token[(i + 1)..], out _, out _));
            }
        }
        Assert.False(PersonSeal.Unsubscribe.TryRead(new byte[32], token, out _, out _));
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
        Assert.False(PersonSeal.Unsubscribe.TryRead(Key, token, out _, out _));

    [Fact]
    public void Links_of_letters_already_sent_keep_working() =>
        Assert.Equal(
            "aGFyYm91ci1tdXNldW0Kd2Vp.oReqyk4xmuWmOiI5PkZBJWAjeIpvmAIC0SleJZbUzBU",
            PersonSeal.Unsubscribe.Write(Sample.Options.UnsubscribeKey.Span, "harbour-museum", "wei"));

    [Fact]
    public void A_token_of_one_purpose_is_none_of_another()
    {
        var (stop, page, pulse) = (
            PersonSeal.Unsubscribe.Write(Key, "p", "a"), PersonSeal.Client.Write(Key, "p", "a"), PersonSeal.Pulse.Write(Key, "p", "a"));
        Assert.True(PersonSeal.Client.TryRead(Key, page, out _, out _));
        Assert.True(PersonSeal.Pulse.TryRead(Key, pulse, out _, out _));
        Assert.All([stop, pulse], token => Assert.False(PersonSeal.Client.TryRead(Key, token, out _, out _)));
        Assert.All([stop, page], token => Assert.False(PersonSeal.Pulse.TryRead(Key, token, out _, out _)));
        Assert.All([page, pulse], token => Assert.False(PersonSeal.Unsubscribe.TryRead(Key, token, out _, out _)));
    }

    [Fact]
    public void A_token_of_one_person_is_none_of_another() =>
        Assert.NotEqual(PersonSeal.Unsubscribe.Write(Key, "p", "a"), PersonSeal.Unsubscribe.Write(Key, "p", "b"));
}
