using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using NodaTime.Serialization.SystemTextJson;

namespace Expectations.Hosting.Ledgers;

/// <summary>Events and snapshots as bytes. What is written here is the storage format.</summary>
public static class LedgerJson
{
    /// <summary>Options of the storage format: camel case, text enums, no empty members, ISO dates.</summary>
    /// <remarks>Serialised by reflection: generated code would reset members an older version did not know.</remarks>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The canonical bytes of an event: what is stored, exported and hashed.</summary>
    public static byte[] Write(LedgerEvent recorded) => JsonSerializer.SerializeToUtf8Bytes(recorded, Options);

    /// <summary>The event in canonical bytes.</summary>
    /// <exception cref="JsonException">The bytes are no event this version knows.</exception>
    public static LedgerEvent ReadEvent(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<LedgerEvent>(bytes, Options) ?? throw new JsonException("An event is missing.");

    /// <summary>A setup as bytes: two setups are the same when these are.</summary>
    public static byte[] Write(ProjectSetup setup) => JsonSerializer.SerializeToUtf8Bytes(setup, Options);

    /// <summary>A state as bytes, to be kept as snapshot.</summary>
    public static byte[] Write(LedgerState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <summary>The state in a snapshot.</summary>
    public static LedgerState ReadState(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<LedgerState>(bytes, Options) ?? throw new JsonException("A state is missing.");

    static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    // A task without labels and assignees is the usual one, and ledgers hold many tasks.
    static void LeaveOutEmptyLists(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
            if (property.AttributeProvider?.IsDefined(typeof(AddedLaterAttribute), inherit: true) == true
                || (info.Type == typeof(PlanTask) && property.PropertyType == typeof(ImmutableArray<string>)))
                property.ShouldSerialize = (_, value) => value is IEnumerable list && list.GetEnumerator().MoveNext();
    }
}
