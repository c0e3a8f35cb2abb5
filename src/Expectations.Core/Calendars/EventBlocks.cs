using Ical.Net;
using Ical.Net.CalendarComponents;

namespace Expectations.Core.Calendars;

/// <summary>Cuts an iCalendar file into its events, so that a bad one can be named by its line.</summary>
static class EventBlocks
{
    /// <summary>Each event with the number of its first line, counted from 1.</summary>
    /// <exception cref="FormatException">The file is not an iCalendar file or has no events.</exception>
    internal static List<(int Line, string Text)> Cut(string ics)
    {
        var lines = ics.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (!Is(lines[0], "BEGIN:VCALENDAR"))
            throw new FormatException("Line 1: an iCalendar file begins with BEGIN:VCALENDAR.");
        var blocks = new List<(int, string)>();
        int? begin = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Is(lines[i], "BEGIN:VEVENT"))
                begin = begin is null ? i : throw Unclosed(begin.Value);
            if (!Is(lines[i], "END:VEVENT"))
                continue;
            var from = begin ?? throw new FormatException($"Line {i + 1}: END:VEVENT without BEGIN:VEVENT.");
            blocks.Add((from + 1, string.Join("\r\n", lines[from..(i + 1)])));
            begin = null;
        }

        if (begin is { } open)
            throw Unclosed(open);
        return blocks.Count > 0
            ? blocks
            : throw new FormatException($"Line {lines.Length}: the file has no events (BEGIN:VEVENT).");
    }

    /// <exception cref="FormatException">The event cannot be read.</exception>
    internal static CalendarEvent Load(string block)
    {
        try
        {
            var calendar = Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{block}\r\nEND:VCALENDAR\r\n");
            return calendar?.Events.SingleOrDefault()
                ?? throw new FormatException("the event cannot be read.");
        }
        catch (Exception trouble) when (trouble is not FormatException and not OutOfMemoryException)
        {
            // The library has no one kind of exception for text it cannot read.
            throw new FormatException("the event cannot be read; check its dates and rules.", trouble);
        }
    }

    static FormatException Unclosed(int line) => new($"Line {line + 1}: the event has no END:VEVENT.");

    static bool Is(string line, string expected) =>
        string.Equals(line.TrimEnd(), expected, StringComparison.OrdinalIgnoreCase);
}
