using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Expectations.Core.Projects;
using NodaTime.Text;

namespace Expectations.Core.Questions;

/// <summary>Hashes what is shown, field by field, so that two contents that differ never hash alike.</summary>
sealed class ContentHash
{
    readonly StringBuilder lines = new();

    /// <summary>
    /// Adds one field. Lengths stand before values, so that no value can pretend to be another field.
    /// </summary>
    internal void Line(string field, params IEnumerable<string?> values)
    {
        lines.Append(field);
        foreach (var value in values)
            lines.Append(CultureInfo.InvariantCulture, $" {value?.Length ?? -1}:{value}");
        lines.Append('\n');
    }

    internal void Number(string field, int? value)
    {
        if (value is { } number)
            Line(field, number.ToString(CultureInfo.InvariantCulture));
    }

    internal void Day(string field, LocalDate? value)
    {
        if (value is { } day)
            Line(field, LocalDatePattern.Iso.Format(day));
    }

    internal void Bind(Baseline baseline)
    {
        Number("version", baseline.Version);
        Line("goals", baseline.Goals);
        Line("boundaries", baseline.Boundaries);
        foreach (var deliverable in baseline.Deliverables)
            Bind(deliverable);
        foreach (var milestone in baseline.Milestones)
            Bind(milestone);
        foreach (var requirement in baseline.Requirements)
            Bind(requirement);
        Number("capacity", baseline.Capacity);
        Number("deemed", baseline.DeemedAcceptedAfterDays);
    }

    internal void Bind(Deliverable deliverable)
    {
        Line("deliverable", [deliverable.Name, deliverable.Milestone, .. deliverable.AcceptanceCriteria]);
        Number("iterations", deliverable.Iterations);
    }

    internal void Bind(Milestone milestone)
    {
        Line("milestone", milestone.Id, milestone.Name);
        Day("date", milestone.Date);
    }

    internal void Bind(Requirement requirement)
    {
        Line("requirement", requirement.Id, requirement.Name, requirement.Class?.ToString());
        Number("effort", requirement.Effort);
    }

    internal string Value() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
}
