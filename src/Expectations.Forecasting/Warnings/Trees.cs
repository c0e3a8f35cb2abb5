using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Model = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LightGbm.LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Expectations.Forecasting.Warnings;

/// <summary>
/// Gradient-boosted trees (LightGBM: Ke et al., NeurIPS 2017), three of them with different draws, averaged. One
/// thread each and fixed seeds, so that the same history gives the same model.
/// </summary>
sealed class Trees
{
    readonly MLContext context = new(seed: 1);
    readonly SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
    readonly Model[] members;

    Trees(float[][] signals, bool[] late, int members)
    {
        schema[nameof(Row.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, signals[0].Length);
        var rows = context.Data.LoadFromEnumerable(
            signals.Select((s, i) => new Row { Features = s, Label = late[i] }), schema);
        this.members = [.. Enumerable.Range(1, members).Select(seed => Fit(rows, seed))];
    }

    public static Trees Learn(float[][] signals, bool[] late, int members = 3) => new(signals, late, members);

    /// <summary>The chance of being late, for each row of signals.</summary>
    public double[] Chances(IReadOnlyCollection<float[]> signals)
    {
        var sums = new double[signals.Count];
        var rows = context.Data.LoadFromEnumerable(signals.Select(s => new Row { Features = s }), schema);
        foreach (var member in members)
        {
            var i = 0;
            foreach (var score in member.Transform(rows).GetColumn<float>("Probability"))
                sums[i++] += score / members.Length;
        }

        return sums;
    }

    // Chosen once by later rows of the training part of Q1, never by its test rows.
    Model Fit(IDataView rows, int seed) => context.BinaryClassification.Trainers.LightGbm(
        new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = 200,
            NumberOfLeaves = 15,
            LearningRate = 0.05,
            MinimumExampleCountPerLeaf = 20,
            NumberOfThreads = 1,
            Seed = seed,
            Booster = new GradientBooster.Options
            {
                FeatureFraction = 0.5,
                SubsampleFraction = 0.7,
                SubsampleFrequency = 1,
                L2Regularization = 5,
            },
        }).Fit(rows);

    sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
