using System.Globalization;
using Expectations.Core.Projects;
using Microsoft.Extensions.Primitives;

namespace Expectations.Hosting.Pages.Risks;

/// <summary>The form in which a manager records a risk.</summary>
static class RiskForm
{
    /// <summary>The risk a form describes; none where the form is about something else.</summary>
    internal static Risk? Read(Dictionary<string, StringValues> form) => !form.ContainsKey("risk")
        ? null
        : new Risk
        {
            Id = Text(form, "risk"),
            Title = Text(form, "title"),
            Effect = Text(form, "effect"),
            Mitigation = Text(form, "mitigation"),
            Alternative = Text(form, "alternative"),
            Probability = Number(form, "probability"),
            Impact = Number(form, "impact"),
            Cause = Some(form, "cause"),
            Trigger = Some(form, "trigger"),
            Owner = Some(form, "owner"),
            Milestone = Some(form, "milestone"),
            IsOver = form.ContainsKey("over"),
        };

    // Zero is out of range and refused with words.
    static int Number(Dictionary<string, StringValues> form, string field) =>
        int.TryParse(Text(form, field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static string? Some(Dictionary<string, StringValues> form, string field) =>
        Text(form, field) is { Length: > 0 } text ? text : null;

    static string Text(Dictionary<string, StringValues> form, string field) =>
        form.GetValueOrDefault(field).ToString().ReplaceLineEndings("\n").Trim();
}
