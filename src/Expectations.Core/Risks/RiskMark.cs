using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>An open risk as a letter lists and draws it.</summary>
/// <param name="Title">What may happen.</param>
/// <param name="Probability">From 1 to 5.</param>
/// <param name="Impact">From 1 to 5.</param>
/// <param name="IsMeant">Whether it is the one the letter is about.</param>
public sealed record RiskMark(string Title, int Probability, int Impact, bool IsMeant)
{
    const int Most = 6;

    /// <summary>
    /// Open risks the receiver may read, the weightiest first, the one meant among them. None where there is only that
    /// one, or where the warning is about none: a picture would make nothing clearer.
    /// </summary>
    internal static ImmutableArray<RiskMark> Of(LedgerState state, Warning warning, Role role)
    {
        var meant = RiskRegister.Of(state, warning)?.Id;
        Risk[] open =
        [
            .. role == Role.Manager
                ? RiskRegister.Of(state).Where(risk => !risk.IsOver)
                : RiskRegister.ForClients(state),
        ];
        return open.Length < 2 || open.All(risk => risk.Id != meant)
            ? []
            : [.. open.Where((risk, i) => i < Most - 1 || risk.Id == meant).Take(Most)
                .Select(risk => new RiskMark(risk.Title, risk.Probability, risk.Impact, risk.Id == meant))];
    }
}
