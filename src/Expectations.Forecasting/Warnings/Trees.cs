using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Expectations.Forecasting.Warnings;

/// <summary>
/// Gradient-boosted trees (Friedman, Annals of Statistics 29, 2001), three ensembles with different draws, averaged.
/// One thread each and fixed seeds, so that on one machine the same history gives the same model.
/// </summary>
sealed class Trees
{
    readonly MLContext context = new(seed: 1);
    readonly SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
    readonly ITransformer[] members;

    Trees(float[][] signals, bool[] late, int members)
    {
        schema[nameof(Row.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, signals[0].Length);
        var rows = context.Data.LoadFromEnumerable(
            signals.Select((s, i) => new Row { Features = Known(s), Label = late[i] }), schema);
        this.members = [.. Enumerable.Range(1, members)
            .Select(seed => context.BinaryClassification.Trainers.FastTree(Settings(seed)).Fit(rows))];
    }

    public static Trees Learn(float[][] signals, bool[] late, int members = 3) => new(signals, late, members);

    /// <summary>The chance of being late, for each row of signals.</summary>
    public double[] Chances(IReadOnlyCollection<float[]> signals)
    {
        var sums = new double[signals.Count];
        var rows = context.Data.LoadFromEnumerable(signals.Select(s => new Row { Features = Known(s) }), schema);
        foreach (var member in members)
        {
            var i = 0;
            foreach (var score in member.Transform(rows).GetColumn<float>("Probability"))
                sums[i++] += score / members.Length;
        }

        return sums;
    }

    // Settings were chosen by later rows of the learning part of Q1, never by the rows it judges.
    static FastTreeBinaryTrainer.Options Settings(int seed) => new()
    {
        NumberOfTrees = 200,
        NumberOfLeaves = 15,
        LearningRate = 0.05,
        MinimumExampleCountPerLeaf = 20,
        NumberOfThreads = 1,
        Seed = seed,
        FeatureSelectionSeed = seed,
        FeatureFraction = 0.5,
        BaggingSize = 1,
        BaggingExampleFraction = 0.7,
    };

    // The trainer leaves out rows with a missing value; a value below all others gives them a branch of their own.
    static float[] Known(float[] signals) => [.. signals.Select(s => float.IsFinite(s) ? s : -1e6f)];

    sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
