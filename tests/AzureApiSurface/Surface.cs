namespace AzureApiSurface;

/// <summary>What every member does that would need the real package.</summary>
static class Surface
{
    internal static NotSupportedException Only() => new(
        "This is a declaration only, to build and test where the Azure packages are missing. "
        + "Build with -p:AzureWorkerSdk=packages to run the host.");
}
