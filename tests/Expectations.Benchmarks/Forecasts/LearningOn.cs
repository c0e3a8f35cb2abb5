using Expectations.Forecasting.Warnings;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>A task and the day its outcome was known.</summary>
sealed record DatedTask(PastTask Past, LocalDate KnownOn);

/// <summary>
/// What the product does: it learns again as outcomes become known. Tasks are judged in five parts, in the order they
/// were dated; before each part, earlier judged tasks whose outcome was known by then are learned from as well. The
/// others are known to exist, which is all that their surroundings tell.
/// </summary>
static class LearningOn
{
    const int Parts = 5;

    public static (double Chance, bool Warned)[] Judge(
        IReadOnlyCollection<PastTask> past, List<DatedTask> test, ImmutableArray<Signal> measures)
    {
        var said = new (double Chance, bool Warned)[test.Count];
        int[] order = [.. Enumerable.Range(0, test.Count).OrderBy(i => test[i].Past.Moment.On)];
        foreach (var part in order.Chunk((test.Count + Parts - 1) / Parts))
        {
            var from = test[part[0]].Past.Moment.On;
            var before = test.Where(t => t.Past.Moment.On < from).ToLookup(t => t.KnownOn < from);
            var model = EarlyWarning.Learn([.. past, .. before[true].Select(t => t.Past)], measures);
            var judged = model.Judge(
                [.. before[false].Select(t => t.Past.Moment), .. part.Select(i => test[i].Past.Moment)], explain: false);
            foreach (var (i, warning) in part.Zip(judged[^part.Length..]))
                said[i] = (warning.Chance, warning.Warns);
        }

        return said;
    }
}
