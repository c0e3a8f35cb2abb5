using Expectations.Core.Letters;
using Expectations.Core.Risks;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>What a notice tells of a warning: the figures behind it, and why it is where it is.</summary>
sealed partial class NoticeWriter
{
    string WhatOfWarnings() => content.Notice == Notice.WarningCleared
        ? speech.Say(Word.WarningClearedWhat, WarningName())
        : SignalOf() switch
        {
            Signal.LateForecast when content.Details.ContainsKey("chance") => speech.Say(
                Word.SignalUnlikelyDate, Detail("milestone"), Day("agreed"), Number("chance"), Day("now")),
            Signal.LateForecast => speech.Count(
                Word.SignalLateForecast, Number("days"), Detail("milestone"), Day("now"), Number("days"),
                Day("agreed")),
            Signal.OverdueTasks => speech.Count(
                Word.SignalOverdueTasks, Number("overdue"), Detail("milestone"), Number("overdue"), Number("tasks")),
            Signal.WaitingOnClient =>
                speech.Count(Word.SignalWaitingOnClient, Number("tasks"), Number("tasks"), Number("days")),
            Signal.SlowApproval =>
                speech.Count(Word.SignalSlowApproval, Number("questions"), Number("questions"), Number("days")),
            Signal.PeopleAway =>
                speech.Say(Word.SignalPeopleAway, Detail("milestone"), Detail("people"), Number("percent")),
            Signal.SlowPace =>
                speech.Say(Word.SignalSlowPace, Detail("milestone"), Number("doable"), Number("left")),
            Signal.MeetingLoad => speech.Say(
                Word.SignalMeetingLoad, Detail("milestone"), Number("percent"), Number("hours"), Number("of")),
            Signal.LikelyLateTasks => speech.Sentences(
                speech.Count(
                    Word.SignalLikelyLateTasks, Number("likely"), Detail("milestone"), Number("likely"),
                    Number("tasks")),
                WhyLikely(),
                Number("learned") > 0 ? speech.Say(Word.LikelyLearned, Number("learned")) : speech[Word.LikelyByRules]),
            Signal.PulseFalls => speech.Say(Word.SignalPulseFalls, Detail("score")),
            _ => speech.Count(Word.SignalScopeGrowth, Number("tasks"), Number("tasks"), Number("signed")),
        };

    string WhatWasAnswered() => content.Details.ContainsKey("until")
        ? speech.Say(
            Word.WarningAnsweredRests, Detail("by"), WarningName(), Day("until"),
            Clean.Line(content.Details.GetValueOrDefault("reason"), 1000))
        : speech.Say(Word.WarningAnsweredTakenOn, Detail("by"), WarningName());

    // Where the letter has a link of its own, the warning is answered there; the pages are one click further.
    AskBlock? Ask() => content.Answer is { } link
        ? WarningWriter.Ask(new Voice(letter, content.ProjectName, letter.To.Zone ?? "UTC"), link, links)
        : null;

    string? WhyLikely() => content.Details.GetValueOrDefault("why") is { Length: > 0 }
        ? speech.Say(Word.LikelyWhy, speech.And(
            [.. Detail("why").Split(' ', 4).Select(sign => speech[Parsed("Sign", sign, "why")])]))
        : null;

    string WarningName()
    {
        var name = speech[Parsed("Name", SignalOf().ToString(), "signal")];
        return content.Details.GetValueOrDefault("milestone") is { Length: > 0 }
            ? speech.Say(Word.Aside, name, Detail("milestone"))
            : name;
    }

    Signal SignalOf() => Enum.TryParse<Signal>(Detail("signal"), out var signal) && Enum.IsDefined(signal)
        ? signal
        : throw Lacking("signal");

    string WhyWithheld() => speech.Say(Word.WarningWithheldWhy, speech.Join(
        [.. Detail("missing").Split(' ', 8).Select(lack => speech[Parsed("Gate", lack, "missing")])]));

    // Who is to do something about it has to know what is done already.
    string[] WayOut() =>
    [
        .. Labelled(Word.RiskEffect, "effect"), .. Labelled(Word.RiskMitigation, "mitigation"),
        .. Labelled(Word.RiskAlternative, "alternative"),
    ];

    bool IsWayOutWritten => WayOut() is [_, _, _];

    string[] Labelled(Word label, string name) =>
        Clean.Line(content.Details.GetValueOrDefault(name), 1000) is { Length: > 0 } text
            ? [speech.Sentences(speech.Say(Word.Labelled, speech[label]), text)]
            : [];
}
