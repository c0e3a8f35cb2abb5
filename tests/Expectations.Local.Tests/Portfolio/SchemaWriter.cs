using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Expectations.Local.Portfolio;

namespace Expectations.Local.Tests.Portfolio;

/// <summary>Writes the JSON Schema of a settings file from the records it is read into and their doc comments.</summary>
static partial class SchemaWriter
{
    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<string, string> Words = Docs("Expectations.Core").Concat(Docs("Expectations.Integrations"))
        .Concat(Docs("Expectations.Local")).ToDictionary(StringComparer.Ordinal);

    public static string Write(Type record, string title)
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (name, value) in Of(record)) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Readable) + "\n";
    }

    static JsonObject Of(Type type)
    {
        if (Shape.ItemOf(type) is { } item) return new() { ["type"] = "array", ["items"] = Of(item) };
        if (type.IsEnum) return new() { ["enum"] = Array(Shape.Words(type)) };
        if (ScalarForm.Of(type) is { } form) return Scalar(type, form);
        return Record(type);
    }

    static JsonObject Scalar(Type type, ScalarForm form)
    {
        var name = type == typeof(int) ? "integer" : type == typeof(decimal) ? "number" : type == typeof(bool) ? "boolean" : "string";
        var schema = new JsonObject { ["type"] = name };
        if (form.Pattern is { } pattern) schema["pattern"] = pattern;
        return schema;
    }

    static JsonObject Record(Type type)
    {
        var keys = Shape.Keys(type);
        var blank = Activator.CreateInstance(type);
        var properties = new JsonObject();
        foreach (var key in keys) properties[key.Name] = Property(key, key.Property?.GetValue(blank));
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        if (keys.Any(key => key.Required)) schema["required"] = Array(keys.Where(key => key.Required).Select(key => key.Name));
        if (type == typeof(Secret) || type == typeof(OutletSettings)) (schema["minProperties"], schema["maxProperties"]) = (1, 1);
        return schema;
    }

    static JsonObject Property(Key key, object? standard)
    {
        var schema = Of(key.Type);
        var words = key.Property is { } property ? Summary($"P:{property.DeclaringType}.{property.Name}")
            : Summary($"F:{typeof(Shape)}.{nameof(Shape.HolidayFiles)}");
        schema.Insert(0, "description", key.Type.IsEnum ? $"{words} {Choices(key.Type)}".Trim() : words);
        if (!key.Required && Default(standard) is { } value) schema["default"] = value;
        return schema;
    }

    static string Choices(Type type) => type == typeof(IsoDayOfWeek) ? string.Empty : string.Join(" ", Enum.GetNames(type)
        .Select(name => $"{Shape.Camel(name)}: {Summary($"F:{type}.{name}")}"));

    static JsonNode? Default(object? value) => value switch
    {
        int number => number,
        decimal amount => amount,
        bool truth => truth,
        string text => text,
        LocalTime time => time.ToString("HH':'mm", null),
        Enum word => Shape.Camel(word.ToString()),
        _ => null,
    };

    static JsonArray Array(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];

    static string Summary(string member) => Words[member];

    static IEnumerable<KeyValuePair<string, string>> Docs(string assembly) =>
        from member in XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member")
        where member.Element("summary") is not null
        select KeyValuePair.Create(member.Attribute("name")!.Value, Plain(member.Element("summary")!));

    static string Plain(XElement summary) => Blanks().Replace(
        string.Concat(summary.Nodes().Select(node => node is XElement { Name.LocalName: "see" } see
            ? Shape.Camel(see.Attribute("cref")!.Value.Split('.')[^1])
            : node is XElement element ? element.Value : node.ToString())), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
