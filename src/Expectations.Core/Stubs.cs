#pragma warning disable
namespace Expectations.Core.Projects {
public sealed record SetupProblem(string Path, string What, string Mend);
public static class SetupCheck { public static System.Collections.Immutable.ImmutableArray<SetupProblem> Problems(ProjectSetup s) => []; }
}
