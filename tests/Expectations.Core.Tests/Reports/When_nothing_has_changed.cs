using Expectations.Core.Plans;
using Expectations.Core.Projects;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;

namespace Expectations.Core.Tests.Reports;

public sealed class When_nothing_has_changed
{
    static readonly PlanTask Same = A.Task("a", A.Launch);

    static Story AfterTheFirstReport(NoiseBudget? noise = null)
    {
        var story = Story.Of(A.Project with { Noise = noise ?? new NoiseBudget() }, Same);
        story.WhenTimeReaches(A.FirstReport, Same);
        return story;
    }

    [Fact]
    public void It_leaves_the_report_out_and_says_why()
    {
        var decision = AfterTheFirstReport().WhenTimeReaches(A.Report(2), Same);
        Assert.Equal(SkipReason.NothingChanged, decision.Only<ReportSkipped>().Reason);
        Assert.Empty(decision.Letters());
    }

    [Fact]
    public void It_breaks_the_silence_before_the_ceiling_is_passed()
    {
        var story = AfterTheFirstReport(new NoiseBudget { SilenceCeilingDays = 21 });
        Assert.Empty(story.WhenTimeReaches(A.Report(2), Same).Letters());
        Assert.Empty(story.WhenTimeReaches(A.Report(3), Same).Letters());
        var decision = story.WhenTimeReaches(A.Report(4), Same);
        Assert.Equal(2, decision.Letters().Length);
        Assert.True(decision.Report().NothingChanged);
    }

    [Fact]
    public void It_writes_all_the_same_when_the_project_wants_that() =>
        Assert.NotEmpty(AfterTheFirstReport(new NoiseBudget { SkipWhenNothingChanged = false })
            .WhenTimeReaches(A.Report(2), Same).Letters());

    [Fact]
    public void A_task_that_fell_overdue_is_a_change()
    {
        var due = A.Task("a", new LocalDate(2026, 9, 7));
        var story = Story.Of(A.Project, due);
        story.WhenTimeReaches(A.FirstReport, due);
        Assert.NotEmpty(story.WhenTimeReaches(A.Report(2), due).Letters());
    }

    [Fact]
    public void What_changed_before_a_skipped_report_is_told_in_the_next_one()
    {
        var story = AfterTheFirstReport();
        story.WhenTimeReaches(A.Report(2), Same);
        Assert.Equal(new LocalDate(2026, 9, 4), story.WhenTimeReaches(A.Report(3), A.Task("a", A.Launch, 100)).Report().From);
    }
}
