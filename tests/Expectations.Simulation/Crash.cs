namespace Expectations.Simulation;

/// <summary>The process dies here. Whoever catches it starts a new one on the same store.</summary>
sealed class Crash(string where) : Exception($"Crash {where}.");

/// <summary>All chance of a world, by its seed.</summary>
sealed class Fate(int seed)
{
    readonly Random random = new(seed);

    /// <summary>How likely a process dies at each place where it can.</summary>
    public double CrashRate { get; set; }

    public int Crashes { get; set; }

    public bool Happens(double probability) => random.NextDouble() < probability;

    public int Pick(int below) => random.Next(below);

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

/// <summary>One process: once dead, nothing it tries has an effect any more.</summary>
sealed class Life(Fate fate)
{
    public bool IsOver { get; private set; }

    /// <summary>A place where the process may die.</summary>
    public void MayEnd(string where)
    {
        if (!IsOver && fate.Happens(fate.CrashRate))
        {
            IsOver = true;
            fate.Crashes++;
        }
        if (IsOver)
            throw new Crash(where);
    }
}
