using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Expectations.Local.Portfolio;

/// <summary>Turns the nodes of one file into records and notes every mistake on the way.</summary>
/// <remarks>
/// Goes on after a mistake with a blank in its place, so that one reading names all of them. What was read may only
/// be used when there was no mistake.
/// </remarks>
internal sealed class NodeReader(string file, List<Mistake> mistakes)
{
    const string VaultReference = "@Microsoft.KeyVault(";
    readonly Dictionary<string, Mark> marks = [];
    readonly HashSet<string> faulty = new(StringComparer.Ordinal);

    /// <summary>Reads the outermost mapping.</summary>
    public T Read<T>(YamlMappingNode root)
        where T : class => (T)Record(root, typeof(T), string.Empty);

    /// <summary>Whether the outermost key a path begins with has a mistake already.</summary>
    public bool IsFaulty(string path) => faulty.Contains(Outermost(path));

    /// <summary>Notes a mistake at a path such as <c>people[1].email</c>, or at the nearest place around it.</summary>
    public void Note(string path, string reason, string mend) => Note(path, MarkOf(path), reason, mend);

    void Note(string path, Mark mark, string reason, string mend)
    {
        faulty.Add(Outermost(path));
        mistakes.Add(Mistake.At(file, mark, reason, mend));
    }

    Mark MarkOf(string path)
    {
        while (path.Length > 0 && !marks.ContainsKey(path))
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return marks[path];
    }

    static string Outermost(string path) => path.Split('.', '[')[0];

    object Record(YamlMappingNode node, Type type, string path)
    {
        marks[path] = node.Start;
        var keys = Shape.Keys(type);
        var record = Blank(type);
        var missing = keys.Where(key => key.Required).ToDictionary(key => key.Name);
        foreach (var (written, value) in node.Children)
        {
            var name = (written as YamlScalarNode)?.Value ?? string.Empty;
            if (keys.FirstOrDefault(key => key.Name == name) is not { } known)
            {
                Unknown(name, written.Start, keys, missing, path);
                continue;
            }
            missing.Remove(name);
            if (Value(value, known.Type, Join(path, name), name) is { } read) known.Property?.SetValue(record, read);
        }
        foreach (var key in missing.Values)
            Note(Join(path, key.Name), $"The key '{key.Name}' is missing.", $"Add '{Example(key)}'.");
        return record;
    }

    void Unknown(string name, Mark at, ImmutableArray<Key> keys, Dictionary<string, Key> missing, string path)
    {
        var where = path.Length == 0 ? "in this file" : $"in '{path}'";
        if (keys.FirstOrDefault(key => key.Type == typeof(Secret)) is { } secret && Secret.IsMeantBy(name))
        {
            missing.Remove(secret.Name);
            Note(Join(path, name), at, $"A secret such as '{name}' must not stand {where}.",
                $"Put it into an environment variable and write '{secret.Name}: {{ env: NAME_OF_THE_VARIABLE }}'.");
            return;
        }
        var meant = Suggestion.For(name, keys.Select(key => key.Name));
        if (meant is not null && missing.Remove(meant)) faulty.Add(Outermost(Join(path, meant)));
        Note(Join(path, name), at, $"There is no key '{Shown(name)}' {where}.",
            meant is null
                ? $"Remove it, or use one of: {string.Join(", ", keys.Select(key => key.Name))}."
                : $"Did you mean '{meant}'?");
    }

    object? Value(YamlNode node, Type type, string path, string name)
    {
        marks[path] = node.Start;
        if (ScalarForm.Of(type) is { } form) return Scalar(node, form, path, name);
        if (Shape.ItemOf(type) is { } item)
        {
            if (node is YamlSequenceNode list) return List(list, item, path, name);
            Note(path, $"'{name}' must be a list.", "Begin each entry with '- ' on a line of its own.");
        }
        else
        {
            if (node is YamlMappingNode mapping) return Record(mapping, type, path);
            Note(path, $"'{name}' must be a group of keys.", $"Write '{name}: {Group(type)}'.");
        }
        return null;
    }

    object? Scalar(YamlNode node, ScalarForm form, string path, string name)
    {
        if (node is not YamlScalarNode { Value: { } text } scalar)
            Note(path,
                $"'{name}' must be {form.What}, not {(node is YamlSequenceNode ? "a list" : "a group of keys")}.",
                    form.Mend);
        else if (scalar.Style == ScalarStyle.Plain && text is "" or "~" or "null")
            Note(path, $"'{name}' is empty.", "Write a value, or remove the line.");
        else if (text.StartsWith(VaultReference, StringComparison.Ordinal))
            Note(path, $"'{name}' still holds a Key Vault reference, not its value.",
                "Write the value; references are resolved only in the settings of a host in Azure.");
        else if (form.Parse(text) is { } value)
            return value;
        else
            Note(path, $"'{Shown(text)}' is not {form.What}.", form.Mend);
        return null;
    }

    object List(YamlSequenceNode node, Type item, string path, string name)
    {
        var values = node.Children
            .Select((child, index) => Value(child, item, $"{path}[{index}]", $"{name}[{index}]"))
            .OfType<object>().ToList();
        return ToArrayMethod.MakeGenericMethod(item).Invoke(null, [values])!;
    }

    static readonly MethodInfo ToArrayMethod =
        ((Delegate)ToArray<object>).Method.GetGenericMethodDefinition();

    static ImmutableArray<T> ToArray<T>(IEnumerable<object> values) => [.. values.Cast<T>()];

    static object Blank(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var key in Shape.Keys(type).Where(key => key.Required))
            key.Property!.SetValue(record, BlankValue(key.Type));
        return record;
    }

    static object? BlankValue(Type type) => type switch
    {
        _ when type == typeof(string) => string.Empty,
        _ when Shape.ItemOf(type) is { } item =>
            ToArrayMethod.MakeGenericMethod(item).Invoke(null, [Array.Empty<object>()]),
        { IsValueType: true } => Activator.CreateInstance(type),
        _ when ScalarForm.Of(type) is null => Blank(type),
        _ => null,
    };

    static string Example(Key key) =>
        ScalarForm.Of(key.Type) is not null ? $"{key.Name}: …"
        : Shape.ItemOf(key.Type) is not null ? $"{key.Name}:' and below it entries that begin with '- "
        : $"{key.Name}: {Group(key.Type)}";

    static string Group(Type type)
    {
        var keys = Shape.Keys(type);
        var shown = keys.Any(key => key.Required) ? keys.Where(key => key.Required) : keys.Take(1);
        return $"{{ {string.Join(", ", shown.Select(key => $"{key.Name}: …"))} }}";
    }

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    static string Shown(string text)
    {
        var clean = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return clean.Length <= 60 ? clean : $"{clean[..60]}…";
    }
}
