using System.Text.Json;
using CsCheck;
using Expectations.Core.Letters;

namespace Expectations.Core.Tests.Letters;

/// <summary>What holds for the key of every letter.</summary>
public class Whatever_a_letter_is_about
{
    static readonly Gen<string> Names = Gen.Char["ab-é部 "].Array[1, 6].Select(c => new string(c));

    static readonly Gen<LetterKey> Keys = Gen.Select(
        Names, Names.Array[1, 5].Select(parts => string.Join('/', parts)), Names, Gen.Int[0, int.MaxValue],
        (kind, period, person, revision) => new LetterKey(kind, period, person, revision));

    [Fact]
    public void Its_key_is_read_as_it_was_written_whatever_a_tool_calls_its_groups() =>
        Keys.Sample(key => LetterKey.Parse(key.ToString()) == key
            && JsonSerializer.Deserialize<LetterKey>(JsonSerializer.Serialize(key)) == key);

    [Theory]
    [InlineData("")]
    [InlineData("report")]
    [InlineData("report/hugh/0")]
    [InlineData("report//hugh/0")]
    [InlineData("/2026-03-27/hugh/0")]
    [InlineData("report/2026-03-27//0")]
    [InlineData("report/2026-03-27/hugh/first")]
    [InlineData("report/2026-03-27/hugh/-1")]
    public void Half_a_key_is_none(string text) => Assert.Null(LetterKey.Parse(text));
}
