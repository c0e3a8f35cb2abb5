using Expectations.Core.Questions;
using Expectations.Letters.Languages;

namespace Expectations.Letters.Pages;

/// <summary>What is asked, in a few words.</summary>
static class Asked
{
    /// <summary>For example <c>Confirmation of “Launch”</c>.</summary>
    internal static string Say(Speech speech, QuestionKind kind, string title) =>
        speech.Say(Enum.Parse<Word>($"Asked{kind}"), title);

    /// <summary>Name of the milestone, title of the change, or number of the version.</summary>
    internal static string TitleOf(QuestionBody body) => body switch
    {
        BaselineBody baseline => baseline.Proposed.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        MilestoneBody milestone => Clean.Title(
            milestone.Milestone.Name, Lack.MilestoneName, milestone.Milestone.Id),
        ChangeBody change => Clean.Title(change.Change.Title, Lack.DecisionText, change.Change.Id),
        _ => "",
    };
}
