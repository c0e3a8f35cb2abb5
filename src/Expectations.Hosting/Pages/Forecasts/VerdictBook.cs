using System.Text.Json.Serialization;

namespace Expectations.Hosting.Pages.Forecasts;

/// <summary>What is likely, milestone by milestone and promise by promise.</summary>
public sealed record VerdictBook
{
    /// <summary>Which project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Zone its dates are meant in.</summary>
    public required string Zone { get; init; }

    /// <summary>Whether its dates are forecast with every reading, so that weeks of work are counted.</summary>
    public required bool IsForecast { get; init; }

    /// <summary>One line for each milestone not reached.</summary>
    public required ImmutableArray<VerdictLine> Lines { get; init; }

    /// <summary>One line for each promise.</summary>
    public ImmutableArray<PromiseVerdict> Promises { get; init; } = [];

    /// <summary>Whether something was tried that cannot be judged.</summary>
    internal bool HasProblems => Lines.Any(line => !line.Tried.Problems.IsEmpty);
}

/// <summary>How likely the agreed terms of one milestone are, and what would make them likely.</summary>
public sealed record VerdictLine
{
    /// <summary>Identity of the milestone.</summary>
    public required string Milestone { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Date asked for.</summary>
    public required LocalDate AskedFor { get; init; }

    /// <summary>The straight answer, in a word or two.</summary>
    public required string Answer { get; init; }

    /// <summary>Chance of all that was asked in percent; none where there is no forecast.</summary>
    public int? Chance { get; init; }

    /// <summary>Chance of the date alone in percent; none where there is no forecast.</summary>
    public int? DateChance { get; init; }

    /// <summary>Chance that the budget suffices in percent; none where none is stated.</summary>
    public int? BudgetChance { get; init; }

    /// <summary>Date with even odds.</summary>
    public LocalDate? P50 { get; init; }

    /// <summary>Date with odds of 80 in 100.</summary>
    public LocalDate? P80 { get; init; }

    /// <summary>Date with odds of 85 in 100.</summary>
    public LocalDate? P85 { get; init; }

    /// <summary>What stands against it most, the strongest first; empty where it is likely.</summary>
    public ImmutableArray<string> Against { get; init; } = [];

    /// <summary>What it rests on, or why there is no forecast.</summary>
    public required string Because { get; init; }

    /// <summary>What each of the terms has to do with it.</summary>
    public ImmutableArray<VerdictReason> Reasons { get; init; } = [];

    /// <summary>What would each make it 80 in 100.</summary>
    public ImmutableArray<string> WouldDo { get; init; } = [];

    /// <summary>What would too, but is closed by a boundary.</summary>
    public ImmutableArray<string> Closed { get; init; } = [];

    /// <summary>Chance in percent with the agreed terms, where others were tried.</summary>
    public int? ChanceAsAgreed { get; init; }

    /// <summary>Other terms tried.</summary>
    [JsonIgnore]
    public WhatIf Tried { get; init; } = new() { Milestone = "" };

    /// <summary>Currency a budget may be tried in; none where a person-day has no known cost.</summary>
    [JsonIgnore]
    public string? Currency { get; init; }

    /// <summary>How its date has moved; none before the second week.</summary>
    [JsonIgnore]
    public OddsPicture? Picture { get; init; }
}

/// <summary>What one of the terms has to do with a verdict.</summary>
/// <param name="Term">Which, in a word or two.</param>
/// <param name="Text">What it has to do with it.</param>
public sealed record VerdictReason(string Term, string Text);

/// <summary>How likely one promise is to be kept.</summary>
/// <param name="Promise">Identity of the promise.</param>
/// <param name="Statement">What was promised.</param>
/// <param name="Chance">Chance in percent; none where it cannot be judged.</param>
/// <param name="Because">What was judged, or what is missing.</param>
public sealed record PromiseVerdict(string Promise, string Statement, int? Chance, string Because);
