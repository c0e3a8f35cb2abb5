using System.Globalization;

namespace Expectations.Benchmarks;

/// <summary>Figures of one benchmark run.</summary>
sealed record Result(string Name, string Work)
{
    public ImmutableArray<(string Figure, double Value)> Figures { get; init; } = [];

    public Result With(string figure, double value) => this with { Figures = Figures.Add((figure, value)) };

    public override string ToString() =>
        $"{Name}: {Work}\n" + string.Join('\n', Figures.Select(f => string.Create(
            CultureInfo.InvariantCulture, $"  {f.Figure,-28} {f.Value,16:#,0.###}")));
}
