using System.Collections.Frozen;
using System.Text.Json;
using Expectations.Core.Education;
using Expectations.Core.Projects;
using Expectations.Letters.Languages;
using Expectations.Letters.Pages;

namespace Expectations.Letters.Findings;

/// <summary>The words of the built-in findings, and of those of a project's own.</summary>
static class FindingLibrary
{
    static readonly FrozenDictionary<string, WrittenFinding> All = Read();

    internal static IEnumerable<WrittenFinding> BuiltIn => All.Values;

    /// <summary>What is said about a finding; none where this version does not know it.</summary>
    internal static TextBlock? Block(QuotedFinding? quoted, Speech speech)
    {
        if (quoted is { Cases: { Median: { } median, P85: { } p85, Late: { } late } cases })
            return Block(speech, cases.Count, late, median, p85);
        if (quoted is null || (quoted.Own is null && !All.ContainsKey(quoted.Id)))
            return null;
        var written = quoted.Own is { } own ? new WrittenFinding(own.Source, own.Texts) : All[quoted.Id];
        var text = written.Texts.FirstOrDefault(t => t.Language == speech.Tag) ?? written.Texts[0];
        return new TextBlock(
            speech[Word.FindingHeading],
            [
                .. Clean.Paragraphs(text.Says, 3),
                speech.Say(Word.FindingLimits, Clean.Line(text.Limits, 1000)),
                speech.Say(Word.FindingSource, Clean.Line(written.Source, 300)),
            ])
        {
            IsAside = true,
        };
    }

    static TextBlock Block(Speech speech, int count, int late, int median, int p85) => new(
        speech[Word.OwnCasesHeading],
        [
            speech.Sentences(
                speech.Say(Word.OwnCasesLate, late, count),
                speech.Say(Word.OwnCasesSpread, Days(speech, median), Days(speech, p85))),
            speech.Say(Word.FindingLimits, speech[Word.OwnCasesLimits]),
            speech.Say(Word.FindingSource, speech.Say(Word.OwnCasesSource, count)),
        ])
    {
        IsAside = true,
    };

    static string Days(Speech speech, int late) => late switch
    {
        0 => speech[Word.OwnCasesOnTheDay],
        > 0 => speech.Count(Word.OwnCasesDaysLate, late, late),
        _ => speech.Count(Word.OwnCasesDaysEarly, -late, -late),
    };

    static FrozenDictionary<string, WrittenFinding> Read()
    {
        using var stream = typeof(FindingLibrary).Assembly.GetManifestResourceStream("findings.json")!;
        var written = JsonSerializer.Deserialize<Dictionary<string, WrittenFinding>>(
            stream, JsonSerializerOptions.Web)!;
        return written.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>A finding in all languages.</summary>
/// <param name="Source">Who published it, where and when.</param>
/// <param name="Texts">What it says and does not say, by language.</param>
sealed record WrittenFinding(string Source, ImmutableArray<FindingText> Texts);
