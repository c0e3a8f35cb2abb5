using System.Globalization;
using Expectations.Core.Projects;
using Expectations.Hosting.Pages.Http;
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
            Id = form.Text("risk"),
            Title = form.Text("title"),
            Effect = form.Text("effect"),
            Mitigation = form.Text("mitigation"),
            Alternative = form.Text("alternative"),
            Probability = Number(form, "probability"),
            Impact = Number(form, "impact"),
            Cause = form.Some("cause"),
            Trigger = form.Some("trigger"),
            Owner = form.Some("owner"),
            Milestone = form.Some("milestone"),
            IsOver = form.ContainsKey("over"),
        };

    // Zero is out of range and refused with words.
    static int Number(Dictionary<string, StringValues> form, string field) =>
        int.TryParse(form.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
