using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Expectations.Core.Calendars;
using Expectations.Core.Projects;

namespace Expectations.Local.Portfolio;

/// <summary>A key a mapping of a settings file may have.</summary>
/// <param name="Name">The key as written in the file.</param>
/// <param name="Type">What stands behind it, without the question mark.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Property">The property it fills; none where the file is friendlier than the record.</param>
internal sealed record Key(string Name, Type Type, bool Required, PropertyInfo? Property);

/// <summary>What a settings file looks like, told from the records it is read into.</summary>
/// <remarks>The reader and the schema for editors both ask here, so that they cannot drift apart.</remarks>
internal static class Shape
{
    /// <summary>Names iCalendar files beside the project file whose days are added to the calendar.</summary>
    public const string HolidayFiles = "holidayFiles";

    static readonly ConcurrentDictionary<Type, ImmutableArray<Key>> Known = new();

    /// <summary>The keys of a record, in the order the record states them.</summary>
    public static ImmutableArray<Key> Keys(Type record) => Known.GetOrAdd(record, Read);

    /// <summary>What a list holds; none when the type is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>The words an enumeration is written with.</summary>
    public static IEnumerable<string> Words(Type enumeration) =>
        Enum.GetNames(enumeration)
            .Where(name => enumeration != typeof(IsoDayOfWeek) || name != nameof(IsoDayOfWeek.None))
            .Select(Camel);

    /// <summary>A name as settings files write it.</summary>
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    static ImmutableArray<Key> Read(Type record)
    {
        var keys = record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && !IsCounted(property))
            .Select(ToKey);
        return record == typeof(WorkingCalendar)
            ? [.. keys, new Key(HolidayFiles, typeof(ImmutableArray<string>), Required: false, Property: null)]
            : [.. keys];
    }

    /// <summary>The version of a baseline is counted by the ledger, never stated.</summary>
    static bool IsCounted(PropertyInfo property) =>
        property.DeclaringType == typeof(Baseline) && property.Name == nameof(Baseline.Version);

    static Key ToKey(PropertyInfo property) => new(
        Camel(property.Name),
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
        property.IsDefined(typeof(RequiredMemberAttribute)),
        property);
}
