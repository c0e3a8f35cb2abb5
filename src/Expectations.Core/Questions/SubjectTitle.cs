namespace Expectations.Core.Questions;

/// <summary>What people call the subject of a question.</summary>
static class SubjectTitle
{
    /// <summary>Name of the milestone, title of the change, or number of the baseline version.</summary>
    internal static string Of(LedgerState state, QuestionKind kind, string subject) => kind switch
    {
        QuestionKind.Milestone => state.Agreed.Milestones.FirstOrDefault(m => m.Id == subject)?.Name ?? subject,
        QuestionKind.Change => state.Changes.GetValueOrDefault(subject)?.Change.Title ?? subject,
        _ => subject,
    };
}
