using Microsoft.Extensions.Primitives;

namespace Expectations.Hosting.Pages.Http;

/// <summary>Reads the fields of a form as people mean them.</summary>
static class FormFields
{
    /// <summary>What stands in a field, without spaces around it; empty where nothing does.</summary>
    internal static string Text(this Dictionary<string, StringValues> form, string field) =>
        form.GetValueOrDefault(field).ToString().ReplaceLineEndings("\n").Trim();

    /// <summary>The same; none where nothing stands there.</summary>
    internal static string? Some(this Dictionary<string, StringValues> form, string field) =>
        form.Text(field) is { Length: > 0 } text ? text : null;
}
