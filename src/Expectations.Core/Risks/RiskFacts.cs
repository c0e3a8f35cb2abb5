using Expectations.Core.Projects;

namespace Expectations.Core.Risks;

/// <summary>The manager raises a risk, or edits one.</summary>
/// <param name="At">When.</param>
/// <param name="Risk">The risk.</param>
/// <param name="Warning">Warning whose meaning it tells; none where it is about none.</param>
/// <param name="By">Who raises it.</param>
public sealed record RiskReceived(Instant At, Risk Risk, string? Warning, string By) : Fact(At);

/// <summary>The manager takes a warning on.</summary>
public sealed record WarningAcknowledgementAsked(Instant At, string Warning, string By) : Fact(At);

/// <summary>The manager lets a warning rest until a day, with a reason.</summary>
public sealed record WarningSnoozeAsked(Instant At, string Warning, LocalDate Until, string Reason, string By)
    : Fact(At);

/// <summary>The manager lets a warning go to the deciders at once.</summary>
public sealed record WarningReleaseAsked(Instant At, string Warning, string By) : Fact(At);
