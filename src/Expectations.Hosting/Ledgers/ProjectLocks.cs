namespace Expectations.Hosting.Ledgers;

/// <summary>
/// Lets one decision at a time be made for a project within this process; a courtesy, not a guarantee.
/// </summary>
/// <remarks>The store's expected sequence is the guarantee. This only saves deciding twice.</remarks>
sealed class ProjectLocks
{
    readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1, 1))];

    internal async ValueTask<Held> EnterAsync(string projectId, CancellationToken cancellation)
    {
        var stripe = stripes[(uint)string.GetHashCode(projectId, StringComparison.Ordinal) % stripes.Length];
        await stripe.WaitAsync(cancellation);
        return new Held(stripe);
    }

    internal readonly struct Held(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
