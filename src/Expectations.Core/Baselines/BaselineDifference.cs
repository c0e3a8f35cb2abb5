using System.Globalization;
using Expectations.Core.Projects;
using NodaTime.Text;

namespace Expectations.Core.Baselines;

/// <summary>One thing in which two baselines differ.</summary>
/// <param name="Part">Which part of the baseline.</param>
/// <param name="Name">What differs, in the words of the baseline.</param>
/// <param name="Before">How it was; none where it is new.</param>
/// <param name="Now">How it is; none where it is gone.</param>
public sealed record DifferenceLine(BaselinePart Part, string Name, string? Before, string? Now)
{
    /// <summary>Date before, where it is about a date.</summary>
    public LocalDate? DateBefore { get; init; }

    /// <summary>Date now, where it is about a date.</summary>
    public LocalDate? DateNow { get; init; }
}

/// <summary>A part of the baseline.</summary>
public enum BaselinePart
{
    /// <summary>Goals.</summary>
    Goal,

    /// <summary>Deliverables.</summary>
    Deliverable,

    /// <summary>Boundaries.</summary>
    Boundary,

    /// <summary>Requirements.</summary>
    Requirement,

    /// <summary>Milestones.</summary>
    Milestone,
}

/// <summary>What is different between two baselines.</summary>
public static class BaselineDifference
{
    /// <summary>All that differs, part by part.</summary>
    public static ImmutableArray<DifferenceLine> Between(Baseline before, Baseline now) =>
    [
        .. Texts(BaselinePart.Goal, before.Goals, now.Goals),
        .. Texts(BaselinePart.Boundary, before.Boundaries, now.Boundaries),
        .. Named(BaselinePart.Deliverable, before.Deliverables, now.Deliverables, d => d.Name, d => d.Name, Say),
        .. Named(BaselinePart.Requirement, before.Requirements, now.Requirements, r => r.Id, r => r.Name, Say),
        .. Named(BaselinePart.Milestone, before.Milestones, now.Milestones, m => m.Id, m => m.Name, Say)
            .Select(line => WithDates(line, before, now)),
    ];

    static IEnumerable<DifferenceLine> Texts(
        BaselinePart part, ImmutableArray<string> before, ImmutableArray<string> now) =>
        before.Except(now, StringComparer.Ordinal).Select(text => new DifferenceLine(part, text, text, null))
            .Concat(now.Except(before, StringComparer.Ordinal)
                .Select(text => new DifferenceLine(part, text, null, text)));

    static IEnumerable<DifferenceLine> Named<T>(
        BaselinePart part, ImmutableArray<T> before, ImmutableArray<T> now, Func<T, string> id, Func<T, string> name,
        Func<T, string> say)
        where T : class
    {
        foreach (var item in before)
        {
            var same = now.FirstOrDefault(other => id(other) == id(item));
            if (same is null || say(same) != say(item) || name(same) != name(item))
                yield return new DifferenceLine(part, name(same ?? item), say(item), same is null ? null : say(same));
        }
        foreach (var item in now)
            if (!before.Any(other => id(other) == id(item)))
                yield return new DifferenceLine(part, name(item), null, say(item));
    }

    static DifferenceLine WithDates(DifferenceLine line, Baseline before, Baseline now) => line with
    {
        DateBefore = before.Milestones.FirstOrDefault(m => m.Name == line.Name)?.Date,
        DateNow = now.Milestones.FirstOrDefault(m => m.Name == line.Name)?.Date,
    };

    static string Say(Deliverable deliverable) => string.Join(
        " · ", [.. deliverable.AcceptanceCriteria,
            $"×{deliverable.Iterations.ToString(CultureInfo.InvariantCulture)}"]);

    static string Say(Requirement requirement) =>
        string.Create(CultureInfo.InvariantCulture, $"{requirement.Name} ({requirement.Effort})");

    static string Say(Milestone milestone) => LocalDatePattern.Iso.Format(milestone.Date);
}
