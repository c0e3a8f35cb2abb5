using Expectations.Hosting.Pages.Mail;

namespace Expectations.Hosting.Pages;

/// <summary>The clients' inbox.</summary>
public sealed record Inbox
{
    /// <summary>Letters, newest first.</summary>
    public required ImmutableArray<InboxLine> Lines { get; init; }

    /// <summary>People one can choose from: address and name.</summary>
    public required ImmutableArray<Choice> People { get; init; }

    /// <summary>Projects one can choose from: identity and name.</summary>
    public required ImmutableArray<Choice> Projects { get; init; }

    /// <summary>Chosen person; none for everyone.</summary>
    public string? Person { get; init; }

    /// <summary>Chosen project; none for all.</summary>
    public string? Project { get; init; }

    /// <summary>Whether there are older letters than those shown.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether anything is chosen.</summary>
    public bool IsFiltered => Person is not null || Project is not null;
}

/// <summary>Something to choose from.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Name">What is shown.</param>
public sealed record Choice(string Value, string Name);

/// <summary>A letter in the inbox.</summary>
/// <param name="Mail">The letter.</param>
/// <param name="Time">When it came, where its receiver is.</param>
public sealed record InboxLine(MailSummary Mail, string Time);

/// <summary>A letter with what a receiver cares about.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Time">When it came, where its receiver is.</param>
public sealed record InboxLetter(ShownLetter Letter, string Time);
