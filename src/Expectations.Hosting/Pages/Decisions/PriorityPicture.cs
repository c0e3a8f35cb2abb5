using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Expectations.Core;
using Expectations.Core.Priorities;
using Expectations.Core.Questions;

namespace Expectations.Hosting.Pages.Decisions;

/// <summary>Requirements by value and effort, as a picture and in rank order.</summary>
/// <param name="Lines">In rank order.</param>
/// <param name="Capacity">Effort there is room for; none where no line is drawn.</param>
public sealed record PriorityPicture(ImmutableArray<PriorityLine> Lines, int? Capacity)
{
    /// <summary>Width and height of the drawing, in its own units.</summary>
    public const int Size = 320;

    const int Margin = 34;
    const int Field = Size - (2 * Margin);

    /// <summary>The drawing as SVG: effort to the right, value upwards, each requirement by its rank.</summary>
    /// <param name="message">What it says, for those who do not see it.</param>
    public string Drawing(string message)
    {
        const int Middle = Size / 2;
        var svg = new StringBuilder();
        Add($"<svg viewBox=\"0 0 {Size} {Size}\" role=\"img\" class=\"matrix\" aria-label=\"");
        svg.Append(HtmlEncoder.Default.Encode(message));
        Add($"\"><rect x=\"{Margin}\" y=\"{Margin}\" width=\"{Field}\" height=\"{Field}\" class=\"field\"/>");
        Add($"<path d=\"M{Margin} {Middle}H{Size - Margin}M{Middle} {Margin}V{Size - Margin}\" class=\"grid\"/>");
        Add($"<text x=\"{Middle}\" y=\"{Size - 8}\" text-anchor=\"middle\">effort →</text>");
        Add($"<text transform=\"translate(16 {Middle}) rotate(-90)\" text-anchor=\"middle\">value →</text>");
        foreach (var line in Lines.Where(l => l.Y is not null))
        {
            var mark = line.IsIn ? "in" : "below";
            Add($"<circle cx=\"{line.X}\" cy=\"{line.Y}\" r=\"12\" class=\"{mark}\"/>");
            Add($"<text x=\"{line.X}\" y=\"{line.Y + 5}\" text-anchor=\"middle\" class=\"on-{mark}\">");
            Add($"{line.Number}</text>");
        }
        return svg.Append("</svg>").ToString();

        void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
    }

    internal static PriorityPicture? Of(LedgerState state)
    {
        if (state.Agreed.Requirements.IsEmpty)
            return null;
        var ranked = PriorityRanking.Of(state);
        var most = ranked.Max(r => r.Requirement.Effort);
        return new PriorityPicture(
            [.. ranked.Select((r, i) => Line(r, i + 1, most))], state.Agreed.Capacity);
    }

    static PriorityLine Line(RankedRequirement ranked, int number, int mostEffort) => new()
    {
        Number = number,
        Name = ranked.Requirement.Name,
        Effort = ranked.Requirement.Effort,
        Class = ranked.Requirement.Class?.ToString() ?? "–",
        Value = ranked.Value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "not rated",
        IsIn = ranked.IsIn,
        Dispute = ranked.IsDisputed ? $"{ranked.Lowest}–{ranked.Highest}" : null,
        X = Margin + (Field * ranked.Requirement.Effort / Math.Max(1, mostEffort)),
        Y = ranked.Value is { } value ? Size - Margin - (int)(Field * (value - 1) / 4) : null,
    };
}

/// <summary>One requirement in its rank.</summary>
public sealed record PriorityLine
{
    /// <summary>Rank, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What is wanted.</summary>
    public required string Name { get; init; }

    /// <summary>Effort as the team rates it.</summary>
    public required int Effort { get; init; }

    /// <summary>MoSCoW class.</summary>
    public required string Class { get; init; }

    /// <summary>Mean of the client's ratings.</summary>
    public required string Value { get; init; }

    /// <summary>Whether there is room for it.</summary>
    public required bool IsIn { get; init; }

    /// <summary>How far ratings are apart, where they are two steps or more.</summary>
    public string? Dispute { get; init; }

    /// <summary>Place in the drawing from the left.</summary>
    public required int X { get; init; }

    /// <summary>Place in the drawing from the top; none where nobody rated it.</summary>
    public int? Y { get; init; }
}
