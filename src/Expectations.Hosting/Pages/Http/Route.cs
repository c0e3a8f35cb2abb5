namespace Expectations.Hosting.Pages.Http;

/// <summary>Who may come in by a route.</summary>
enum Entrance
{
    /// <summary>Anyone.</summary>
    Public,

    /// <summary>Whoever has the operator key, or sits at this machine where that is allowed.</summary>
    Operator,

    /// <summary>The same, with a form of one of our own pages.</summary>
    OperatorForm,

    /// <summary>The same, with JSON.</summary>
    OperatorApi,
}

/// <summary>One row of the route table.</summary>
/// <param name="Method">GET, which answers HEAD as well; POST; OPTIONS where it does more than list them.</param>
/// <param name="Pattern">Path; a part in braces matches anything and is handed over by that name.</param>
/// <param name="Entrance">Who may come in.</param>
/// <param name="Handle">Answers.</param>
sealed record Route(string Method, string Pattern, Entrance Entrance, Func<Visit, Task<PageResponse>> Handle)
{
    readonly string[] parts = Split(Pattern);

    /// <summary>The parts in braces by name; none where the path does not match.</summary>
    internal Dictionary<string, string>? Match(string path)
    {
        var given = Split(path);
        if (given.Length != parts.Length)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].StartsWith('{'))
                values[parts[i][1..^1]] = given[i];
            else if (parts[i] != given[i])
                return null;
        return values;
    }

    static string[] Split(string path) => path.Trim('/').Split('/');
}

/// <summary>A request on its way to an answer.</summary>
/// <param name="Request">The request.</param>
/// <param name="Values">Parts of the path by name.</param>
/// <param name="By">Who asks, for the ledger.</param>
/// <param name="Now">The present.</param>
/// <param name="Cancellation">Ends the wait.</param>
sealed record Visit(
    PageRequest Request, IReadOnlyDictionary<string, string> Values, string By, Instant Now,
    CancellationToken Cancellation)
{
    internal string this[string name] => Values[name];
}
