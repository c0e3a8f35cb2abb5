using Expectations.Core;

namespace Expectations.Hosting.Plans;

/// <summary>Reads plans.</summary>
public interface IPlanSource
{
    /// <summary>Reads a plan whole, or says why it could not be.</summary>
    /// <returns><see cref="PlanRead"/> or <see cref="PlanReadFailed"/>, at <paramref name="now"/>. Throws only when
    /// cancelled.</returns>
    Task<Fact> ReadAsync(ReadPlan request, Instant now, CancellationToken cancellation = default);
}
