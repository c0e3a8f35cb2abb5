using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Expectations.Local.Portfolio;

/// <summary>
/// Reads a YAML file as plain mappings, lists and texts; refuses what could make it dear or surprising.
/// </summary>
internal static class YamlText
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int LargestFile = 1 << 20;

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The outermost mapping of a file; none when a mistake was added instead.</summary>
    public static YamlMappingNode? Load(string path, string file, List<Mistake> mistakes)
    {
        if (Text(path, file, mistakes) is not { } text) return null;
        var parser = new PlainParser(new Parser(new StringReader(text)));
        try
        {
            return Parse(parser, file, mistakes);
        }
        catch (RefusedYamlException refused)
        {
            mistakes.Add(Mistake.At(file, refused.Start, refused.Message, refused.Mend));
        }
        catch (YamlException broken)
        {
            mistakes.Add(Mistake.At(file, Place(broken, text), Sentence(broken.Message), SyntaxMend(broken.Message)));
        }
        catch (Exception lost) when (lost is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser loses its way in some broken files, such as one whose list is never closed.
            mistakes.Add(Mistake.At(
                file, parser.Current?.End ?? new Mark(0, 1, 1), "The settings cannot be read on from here.",
                    SyntaxMend(string.Empty)));
        }
        return null;
    }

    /// <summary>The text of a file; none when a mistake was added instead.</summary>
    public static string? Text(string path, string file, List<Mistake> mistakes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LargestFile)
            {
                mistakes.Add(
                    Mistake.Whole(file, "The file is larger than 1 MiB.", "Split it, or remove what is not needed."));
                return null;
            }
            using var reader = new StreamReader(stream, StrictUtf8);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            mistakes.Add(Mistake.Whole(file, "The file is not UTF-8 text.", "Save it with the encoding UTF-8."));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(Mistake.Whole(
                file, "The file cannot be read.", "Check that it exists and that this program may read it."));
        }
        return null;
    }

    static YamlMappingNode? Parse(PlainParser parser, string file, List<Mistake> mistakes)
    {
        var stream = new YamlStream();
        stream.Load(parser);
        if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
        mistakes.Add(Mistake.Whole(
            file, "The file holds no settings.", "Write one 'key: value' a line; see the sample portfolio."));
        return null;
    }

    // Of a part that spans lines the parser may tell the beginning only; of a tab, the beginning of the file.
    static Mark Place(YamlException broken, string text)
    {
        if (IsTab(broken.Message) && text.Split('\n') is var lines
            && Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t')) is >= 0 and var index)
            return new Mark(0, index + 1, lines[index].IndexOf('\t', StringComparison.Ordinal) + 1);
        return broken.Start.Line == broken.End.Line ? broken.Start : broken.End;
    }

    static bool IsTab(string message) => message.Contains("tab as indentation", StringComparison.Ordinal);

    static string Sentence(string message) => message.TrimEnd('.') + ".";

    static string SyntaxMend(string message) => message switch
    {
        _ when message.Contains("Duplicate key", StringComparison.Ordinal) => "Keep one of the two.",
        _ when IsTab(message) => "Indent with spaces.",
        _ when message.Contains("cannot start any token", StringComparison.Ordinal) =>
            "Put the value in quotes; it begins with a sign that has a meaning of its own.",
        _ => "Check indentation, colons, brackets and quotes here and on the line above.",
    };

    /// <summary>Lets through only what a plain settings file needs.</summary>
    sealed class PlainParser(IParser inner) : IParser
    {
        const int DeepestNesting = 16;
        int depth, documents;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            if (!inner.MoveNext()) return false;
            var next = inner.Current!;
            depth += next.NestingIncrease;
            if (depth > DeepestNesting + 2) throw Refusal(next, "The settings are nested too deeply.", "Unfold them.");
            if (next is DocumentStart && ++documents > 1)
                throw Refusal(next, "The file holds more than one document.", "Give each project a file of its own.");
            if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                throw Refusal(next, "Anchors and aliases are not used here.", "Write the value out.");
            if (next is NodeEvent { Tag.IsEmpty: false })
                throw Refusal(next, "Tags are not used here.", "Remove the word that begins with '!'.");
            return true;
        }

        static RefusedYamlException Refusal(ParsingEvent at, string reason, string mend) =>
            new(at.Start, at.End, reason, mend);
    }

    sealed class RefusedYamlException(Mark start, Mark end, string reason, string mend)
        : YamlException(start, end, reason)
    {
        public string Mend { get; } = mend;
    }
}
