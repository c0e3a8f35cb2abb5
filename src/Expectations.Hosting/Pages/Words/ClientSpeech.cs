using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using NodaTime.Text;

namespace Expectations.Hosting.Pages.Words;

/// <summary>One language of the pages clients see.</summary>
public sealed class ClientSpeech
{
    static readonly FrozenDictionary<string, ClientSpeech> All =
        new[] { "en", "zh-Hant", "zh-Hans" }.ToFrozenDictionary(tag => tag, Load, StringComparer.OrdinalIgnoreCase);

    static readonly ImmutableArray<string> ChineseDays = ["一", "二", "三", "四", "五", "六", "日"];
    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    readonly string[] texts;

    ClientSpeech(string tag, string[] texts)
    {
        Tag = tag;
        this.texts = texts;
    }

    /// <summary>Language tag, for example <c>zh-Hant</c>.</summary>
    public string Tag { get; }

    /// <summary>All languages.</summary>
    public static IEnumerable<ClientSpeech> Languages => All.Values;

    /// <summary>The language of that tag; English where it is not one of ours.</summary>
    public static ClientSpeech Of(string? tag) =>
        tag is not null && All.TryGetValue(tag, out var known) ? known : All["en"];

    /// <summary>The text of a word.</summary>
    public string this[ClientWord word] => texts[(int)word];

    /// <summary>The text of a word with values put in.</summary>
    public string Say(ClientWord word, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, texts[(int)word], values);

    /// <summary>Sentences one after the other.</summary>
    public string Sentences(IEnumerable<string> sentences) => string.Join(Tag == "en" ? " " : "", sentences);

    /// <summary>A day with its day of the week.</summary>
    public string Day(LocalDate day) => Tag == "en"
        ? Times.Day(day)
        : string.Create(
            CultureInfo.InvariantCulture,
                $"{day.Year}年{day.Month}月{day.Day}日（{Week}{ChineseDays[(int)day.DayOfWeek - 1]}）");

    string Week => Tag == "zh-Hant" ? "週" : "周";

    /// <summary>A moment by the wall clock of a zone, whose name is said.</summary>
    public string Moment(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return $"{Day(local.Date)} {Clock.Format(local.TimeOfDay)} ({zone.Id})";
    }

    static ClientSpeech Load(string tag)
    {
        using var stream = typeof(ClientSpeech).Assembly.GetManifestResourceStream($"ClientWords.{tag}.resources")!;
        using var reader = new ResourceReader(stream);
        var found = reader.Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
        return new ClientSpeech(tag, [.. Enum.GetNames<ClientWord>().Select(name => found[name])]);
    }
}
