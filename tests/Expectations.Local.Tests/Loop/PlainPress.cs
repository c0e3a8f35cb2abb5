using Expectations.Core.Letters;
using Expectations.Hosting.Delivery;

namespace Expectations.Local.Tests.Loop;

sealed class PlainPress : ILetterPress
{
    public ShownContent Show(Letter letter) =>
        new(letter.Key.ToString(), [new ShownPart("What", [letter.Content.ToString()], [])]);

    public FrozenLetter Press(Letter letter) => new($"{letter.ProjectId}/{letter.Key}", "Report", new byte[] { 1 });
}
