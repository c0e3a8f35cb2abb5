using System.Globalization;
using Expectations.Core.Questions;
using Microsoft.Extensions.Primitives;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>What a person typed and pressed.</summary>
public sealed record DecisionForm
{
    const string RatingPrefix = "rate-";
    const int Longest = 4000;

    /// <summary>What is asked for: <c>answer</c>, <c>undo</c>, <c>fresh</c>, <c>pass-on</c>.</summary>
    public string Do { get; init; } = "";

    /// <summary>Proof that the form is ours.</summary>
    public string? Nonce { get; init; }

    /// <summary>Hash of what the person saw.</summary>
    public string Seen { get; init; } = "";

    /// <summary>What was chosen.</summary>
    public string Choice { get; init; } = "";

    /// <summary>The name typed.</summary>
    public string Name { get; init; } = "";

    /// <summary>The words typed.</summary>
    public string Words { get; init; } = "";

    /// <summary>The date typed.</summary>
    public string Date { get; init; } = "";

    /// <summary>The code typed.</summary>
    public string Code { get; init; } = "";

    /// <summary>Address of a colleague.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether the code is to be mailed again.</summary>
    public bool CodeAgain { get; init; }

    /// <summary>Ratings by requirement.</summary>
    public ImmutableSortedDictionary<string, int> Ratings { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The date typed; none where it is none.</summary>
    public LocalDate? Day => LocalDatePattern.Iso.Parse(Date) is { Success: true, Value: var day } ? day : null;

    internal static DecisionForm Read(Dictionary<string, StringValues> fields)
    {
        return new DecisionForm
        {
            Do = Field("do"),
            Nonce = Field("nonce"),
            Seen = Field("seen"),
            Choice = Field("choice"),
            Name = Field("name").Trim(),
            Words = Field("words").ReplaceLineEndings("\n").Trim(),
            Date = Field("date").Trim(),
            Code = new string([.. Field("code").Where(char.IsAsciiDigit)]),
            Email = Field("email").Trim(),
            CodeAgain = Field("again").Length > 0,
            Ratings = fields.Keys.Where(k => k.StartsWith(RatingPrefix, StringComparison.Ordinal))
                .Select(k => (Id: k[RatingPrefix.Length..], Value: Field(k)))
                .Where(r => int.TryParse(r.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .ToImmutableSortedDictionary(
                    r => r.Id, r => int.Parse(r.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal),
        };

        string Field(string name) =>
            fields.GetValueOrDefault(name).ToString() is { Length: <= Longest } value ? value : "";
    }

    /// <summary>The fact it is, answered by a link.</summary>
    internal AnswerReceived Fact(Instant at, string link, string? code) => new(at, link, Choice, Name, Seen)
    {
        Words = Words.Length == 0 ? null : Words,
        Date = Day,
        Ratings = Ratings,
        Code = code,
    };
}
