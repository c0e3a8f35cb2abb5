using Expectations.Core.Changes;
using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <content>The lists of a report: tasks, milestones, moves, challenges and risks.</content>
sealed partial class ReportWriter
{
    int WaitingInAll => content.DecisionsWaiting.Length + Math.Max(0, content.WaitingOnYou.InAll);

    ListBlock? Waiting()
    {
        if (WaitingInAll == 0)
            return null;
        ImmutableArray<ListItem> items =
        [
            .. content.DecisionsWaiting.Take(ItemsShown).Select(Decision),
            .. content.WaitingOnYou.Shown.Take(ItemsShown)
                .Select(t => new ListItem(Title(t), AboutDueOrOverdue(t))),
        ];
        var how = content.DecisionsWaiting.IsEmpty ? Word.WaitingHow : Word.WaitingHowDecide;
        return new ListBlock(
            speech.Say(Word.Counted, speech[Word.Waiting], WaitingInAll), items, More(WaitingInAll, items.Length))
        {
            Tone = Tone.Brand,
            Intro = speech.Say(how, manager),
        };
    }

    ListItem Decision(DecisionWaiting waiting) => new(
        Asked.Say(speech, waiting.Kind, Clean.Title(waiting.Title, Lack.DecisionText)),
        speech.Say(Word.AskedOn, Day(waiting.AskedOn)));

    ListBlock? Tasks(Word heading, TaskList tasks, Func<TaskLine, string?> about)
    {
        if (tasks.InAll <= 0)
            return null;
        ImmutableArray<ListItem> items =
            [.. tasks.Shown.Take(ItemsShown).Select(t => new ListItem(Title(t), about(t)))];
        return new ListBlock(
            speech.Say(Word.Counted, speech[heading], tasks.InAll), items, More(tasks.InAll, items.Length));
    }

    string AboutDone(TaskLine task) =>
        speech.Join(task.Done is { } day ? speech.Say(Word.DoneOn, Day(day)) : null, Bucket(task));

    string AboutDue(TaskLine task) => speech.Join(
        DueOn(task), task.Percent > 0 ? speech[Word.InWork] : null, Bucket(task));

    string AboutDueOrOverdue(TaskLine task) => task.Due < content.Until
        ? speech.Join(WasDue(task.Due.Value), Bucket(task))
        : speech.Join(DueOn(task), Bucket(task));

    string DueOn(TaskLine task) =>
        task.Due is { } day ? speech.Say(Word.Due, Day(day)) : speech[Word.NoDate];

    string WasDue(LocalDate due)
    {
        var days = Period.DaysBetween(due, content.Until);
        return speech.Count(Word.WasDue, days, Day(due), days);
    }

    MilestonesBlock? Milestones() => content.Milestones.IsEmpty
        ? null
        : new MilestonesBlock(
            speech[Word.Milestones],
            [
                speech[Word.ColumnMilestone], speech[Word.ColumnOriginal], speech[Word.ColumnAgreed],
                speech[Word.ColumnNow],
            ],
            [.. content.Milestones.Take(MilestonesShown).Select(Row)],
            More(content.Milestones.Length, MilestonesShown))
        {
            Basis = Basis(),
        };

    MilestoneRow Row(MilestoneLine line, int index)
    {
        var tone = line.Health switch
        {
            _ when line.Now is null && line.Reached is null => Tone.Plain,
            Health.Green => Tone.Good,
            Health.Amber => Tone.Caution,
            _ => Tone.Bad,
        };
        var before = line.LastReported is { } last && last != (line.Reached ?? line.Now)
            ? speech.Say(Word.LastReported, Day(last))
            : null;
        return new MilestoneRow(
            index + 1, Name(line), Status(line), tone,
            speech.Join(
                line.AgreedBy is { } move ? AgreedBy(move) : null,
                before,
                line.InAll > 0 ? speech.Count(Word.TasksDone, line.InAll, line.Done, line.InAll) : null),
            Day(line.Original), Day(line.Agreed),
            (line.Reached ?? line.Now) is { } now ? Day(now) : speech[Word.None])
        {
            Odds = Odds(line),
        };
    }

    string? Odds(MilestoneLine line) => line is { P50: { } even, P85: { } safe, ChanceOfAgreed: { } chance }
        ? speech.Say(Word.Odds, Day(even), Day(safe), Day(line.Agreed), chance)
        : null;

    // One line for all of them: the weeks and cases are the same, and the work left is that of the last.
    string? Basis()
    {
        ForecastBasis[] all = [.. content.Milestones.Select(m => m.Basis).OfType<ForecastBasis>()];
        if (all.Length == 0)
            return null;
        var (tasks, weeks, cases) = (all.Max(b => b.Tasks), all.Max(b => b.Weeks), all.Max(b => b.Cases));
        return speech.Say(Word.OddsBasis, speech.Join(
            speech.Count(Word.OddsTasks, tasks, tasks),
            weeks > 0 ? speech.Count(Word.OddsWeeks, weeks, weeks) : null,
            cases > 0 ? speech.Count(Word.OddsCases, cases, cases) : speech[Word.OddsPublished]));
    }

    string AgreedBy(AgreedMove move) => speech.Say(
        Word.AgreedBy, Day(move.To), Clean.Title(move.By, Lack.RecipientName),
        Day(move.At.InZone(ProjectZone).Date), Clean.Line(move.Change));

    string Status(MilestoneLine line) => speech.Join(
        DateStatus(line),
        line.Standing is { } standing && Enum.TryParse<Word>($"Standing{standing}", out var word)
            ? speech[word]
            : null);

    string DateStatus(MilestoneLine line)
    {
        if (line.Reached is { } reached)
            return speech.Join(
                speech.Say(Word.ReachedOn, Day(reached)), Against(line.Agreed, reached, whenEqual: null));
        return line.Now is { } now
            ? Against(line.Agreed, now, speech[Word.AsAgreed])!
            : speech[Word.NoDateYet];
    }

    string? Against(LocalDate agreed, LocalDate now, string? whenEqual) =>
        Period.DaysBetween(agreed, now) switch
        {
            0 => whenEqual,
            > 0 and var late => speech.Count(Word.LaterThanAgreed, late, late),
            var early => speech.Count(Word.EarlierThanAgreed, -early, -early),
        };

    ListBlock? MoveList() => content.Moves.IsEmpty
        ? null
        : new ListBlock(
            speech[Word.Moves],
            [.. content.Moves.Take(ItemsShown).Select(m =>
                new ListItem(Clean.Title(m.Title, Lack.TaskTitle, m.TaskId), About(m)))],
            More(
                Math.Max(content.MovesInAll, content.Moves.Length),
                Math.Min(ItemsShown, content.Moves.Length)));

    string About(Move move) => (move.Kind, move.From, move.To) switch
    {
        (MoveKind.Added, _, { } to) => speech.Say(Word.MoveAddedDue, Day(to)),
        (MoveKind.Added, _, _) => speech[Word.MoveAdded],
        (MoveKind.Removed, _, _) => speech[Word.MoveRemoved],
        (MoveKind.Later, { } from, { } to) => speech.Say(Word.MoveLater, Day(from), Day(to)),
        (MoveKind.Earlier, { } from, { } to) => speech.Say(Word.MoveEarlier, Day(from), Day(to)),
        (MoveKind.Dated, _, { } to) => speech.Say(Word.MoveDated, Day(to)),
        (MoveKind.Undated, { } from, _) => speech.Say(Word.MoveUndated, Day(from)),
        (MoveKind.Reopened, _, _) => speech[Word.MoveReopened],
        _ => throw Lack.TaskTitle.Blocks(Clean.Line(move.TaskId)),
    };

    ListBlock? Challenges()
    {
        ImmutableArray<ListItem> items =
        [
            .. content.MissedReports > 0
                ? [new ListItem(speech.Count(Word.Missed, content.MissedReports, content.MissedReports))]
                : Array.Empty<ListItem>(),
            .. content.StaleSince is { } since
                ? [new ListItem(speech.Say(Word.StaleExplained, Moment(since)))]
                : Array.Empty<ListItem>(),
            .. content.Overdue.Shown.Take(ItemsShown).Select(t =>
                new ListItem(Title(t), speech.Join(t.Due is { } due ? WasDue(due) : null, Bucket(t)))),
            .. content.Absences.Take(ItemsShown).Select(Away),
        ];
        var unshown = content.Overdue.InAll - Math.Min(ItemsShown, content.Overdue.Shown.Length)
            + Math.Max(0, content.Absences.Length - ItemsShown);
        return items.IsEmpty && unshown <= 0
            ? null
            : new ListBlock(
                speech[Word.Challenges], items, unshown > 0 ? speech.Say(Word.AndMore, unshown) : null);
    }

    ListItem Away(Absence absence)
    {
        var who = Clean.Title(absence.Who, Lack.AbsentPerson);
        return new ListItem(absence.From == absence.Until
            ? speech.Say(Word.AwayOn, who, Day(absence.From))
            : speech.Say(Word.AwayFromUntil, who, Day(absence.From), Day(absence.Until)));
    }

    DetailsBlock? RiskList() => content.Risks.IsEmpty
        ? null
        : new DetailsBlock(
            speech[Word.Risks], [.. content.Risks.Take(RisksShown).Select(Item)],
            More(content.Risks.Length, RisksShown));

    DetailItem Item(Risk risk)
    {
        string Label(Word word) => speech.Say(Word.Labelled, speech[word]);
        string Said(string text) => Clean.Text(text, Lack.RiskText, risk.Id);
        return new DetailItem(
            Clean.Title(risk.Title, Lack.RiskText, risk.Id),
            [
                (Label(Word.RiskEffect), Said(risk.Effect)),
                (Label(Word.RiskMitigation), Said(risk.Mitigation)),
                (Label(Word.RiskAlternative), Said(risk.Alternative)),
            ]);
    }

    static string Title(TaskLine task) => Clean.Title(task.Title, Lack.TaskTitle, task.Id);

    static string? Bucket(TaskLine task) => Clean.Line(task.Bucket, 60) is { Length: > 0 } name ? name : null;
}
