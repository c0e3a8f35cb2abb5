using Expectations.Core.Plans;
using Expectations.Core.Projects;

namespace Expectations.Integrations.Webhooks;

/// <summary>How the present state of one PM tool's projects is read, into the items its webhooks tell of.</summary>
interface IToolReading
{
    /// <summary>Which tool.</summary>
    Tool Tool { get; }

    /// <summary>The address of its API; none where every customer has their own.</summary>
    Uri? Home { get; }

    /// <summary>An example of an address, where every customer has their own.</summary>
    string AddressHint => "";

    /// <summary>What to write as the user; none where the token alone will do.</summary>
    string? UserHint => null;

    /// <summary>Which token it takes and what that has to be allowed, in a sentence.</summary>
    string Token { get; }

    /// <summary>The value of the header Authorization.</summary>
    string Authorization(ToolAccess access);

    /// <summary>All items of a project, each as it is now.</summary>
    /// <param name="api">Reaches the tool.</param>
    /// <param name="project">The tool's name for the project.</param>
    /// <param name="zone">In which moments become days.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ToolTroubleException">They cannot be read whole; it says why, and what to do.</exception>
    IAsyncEnumerable<ItemChange> ReadAsync(
        ToolApi api, string project, DateTimeZone zone, CancellationToken cancellation);
}
