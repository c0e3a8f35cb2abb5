using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Expectations.Benchmarks.Forecasts;

/// <summary>The peer of Q1: eighty boosted trees of eight leaves on the columns as published.</summary>
static class PlainTrees
{
    public static double[] Chances(float[][] learn, bool[] late, float[][] test)
    {
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, learn[0].Length);
        var model = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 80,
            NumberOfLeaves = 8,
            LearningRate = 0.1,
            MinimumExampleCountPerLeaf = 20,
            NumberOfThreads = 1,
        }).Fit(context.Data.LoadFromEnumerable(learn.Select((f, i) => new Row { Features = f, Label = late[i] }), schema));
        var scored = model.Transform(context.Data.LoadFromEnumerable(test.Select(f => new Row { Features = f }), schema));
        return [.. scored.GetColumn<float>("Probability").Select(p => (double)p)];
    }

    sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
