using Expectations.Core.Letters;
using Expectations.Core.Projects;

namespace Expectations.Core;

/// <summary>Something we ask of the world.</summary>
public abstract record Effect;

/// <summary>Asks for the whole plan. Nothing is recorded of it: an unanswered request is simply made again.</summary>
/// <param name="Plan">Where the plan is read.</param>
/// <param name="Zone">IANA zone in which moments become days.</param>
/// <param name="LookAhead">Last day absences and meetings are asked for.</param>
public sealed record ReadPlan(PlanReference Plan, string Zone, LocalDate LookAhead) : Effect
{
    /// <summary>Identity of the project whose plan it is; none where any sign-in will do.</summary>
    public string? ProjectId { get; init; }
}

/// <summary>Asks for a letter to be frozen with the events and delivered afterwards.</summary>
public sealed record SendLetter(Letter Letter) : Effect;

/// <summary>Takes letters back; one that is just being delivered may still arrive, but is not tried again.</summary>
/// <param name="PersonId">Only those to this person; none means everyone's.</param>
/// <param name="RoutineOnly">Leaves in place what is not routine.</param>
/// <param name="Kind">Only those of this kind; none means all kinds.</param>
public sealed record WithdrawLetters(string? PersonId = null, bool RoutineOnly = false, string? Kind = null) : Effect;
