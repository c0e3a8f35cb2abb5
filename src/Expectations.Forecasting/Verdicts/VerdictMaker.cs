using Expectations.Forecasting.Finish;

namespace Expectations.Forecasting.Verdicts;

/// <summary>Says how likely asked terms are and what would make them likely. Pure.</summary>
public static class VerdictMaker
{
    /// <summary>
    /// Judges terms. More scope, an earlier date, fewer person-days, a smaller budget or newer technology never raise
    /// any chance.
    /// </summary>
    public static VerdictAnswer Judge(VerdictQuestion question)
    {
        if (question.TasksLeft < 0 || !(question.PersonDaysAWeekBehind > 0)
            || question.PersonDaysAhead.Any(d => !(d >= 0)) || question.PersonDaysPaidFor is { } paid && !(paid >= 0))
            return new NoVerdict(question.AsOf, Lack.Contradiction);
        var work = new WorkAhead(question);
        return work.Odds(question.TasksLeft) is { } odds
            ? new Verdict(
                question.AsOf, question.AskedFor, odds, new VerdictDrivers(question, work).All(),
                work.WeeksUsed, work.CasesUsed)
            {
                Effort = work.Effort(question.TasksLeft)!,
                PersonDaysPaidFor = question.PersonDaysPaidFor,
                Technology = new TechnologyCount(work.Technology.Factor, work.Technology.Cases),
            }
            : new NoVerdict(question.AsOf, Lack.NothingToGoBy);
    }
}
