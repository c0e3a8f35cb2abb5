using Expectations.Core;
using Expectations.Core.Plans;
using Expectations.Hosting.Plans;

namespace Expectations.Local;

/// <summary>Reads no more plans at once than a service takes without asking for patience; the others wait.</summary>
sealed class PlanQueue(IPlanSource plans) : IPlanSource, IDisposable
{
    const int AtOnce = 32;

    readonly SemaphoreSlim free = new(AtOnce);

    public async Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default)
    {
        await free.WaitAsync(cancellation);
        try
        {
            return await plans.ReadAsync(request, now, cancellation);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
