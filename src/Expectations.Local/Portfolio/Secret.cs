namespace Expectations.Local.Portfolio;

/// <summary>Names where a secret is kept: exactly one of an environment variable and a file.</summary>
internal sealed record Secret
{
    static readonly string[] Words = ["password", "passwd", "pwd", "secret", "token", "key"];
    string? revealed;

    /// <summary>Environment variable that holds the secret.</summary>
    public string? Env { get; init; }

    /// <summary>File that holds the secret and nothing else; relative paths count from the portfolio folder.</summary>
    public string? File { get; init; }

    /// <summary>The secret itself.</summary>
    /// <exception cref="InvalidOperationException">It was never fetched.</exception>
    public string Reveal() => revealed ?? throw new InvalidOperationException("The secret was not fetched.");

    /// <summary>Whether somebody who writes such a key wants to state a secret.</summary>
    public static bool IsMeantBy(string key) =>
        Words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !key.EndsWith("From", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches the secret, or notes at the path why it could not be.</summary>
    public Secret Fetch(string path, string folder, Func<string, string?> environment, NodeReader reader)
    {
        if (Env is null == File is null)
            reader.Note(path, "A secret comes from exactly one place.", "Name either 'env' or 'file'.");
        else if (Env is not null)
            return this with { revealed = FromEnvironment(path, environment(Env), reader) };
        else
            return this with { revealed = FromFile(path, Path.Combine(folder, File!), reader) };
        return this;
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"secret from {(Env is null ? "a file" : Env)}";

    string? FromEnvironment(string path, string? value, NodeReader reader)
    {
        if (string.IsNullOrWhiteSpace(value))
            reader.Note($"{path}.env", $"The environment variable '{Env}' is not set.", "Set it before the start.");
        else if (value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal))
            reader.Note($"{path}.env", $"The environment variable '{Env}' holds a Key Vault reference, not its value.",
                "Let the host resolve it: its identity needs the right to read the vault's secrets.");
        return value;
    }

    static string? FromFile(string path, string file, NodeReader reader)
    {
        var trouble = new List<Mistake>();
        var value = YamlText.Text(file, file, trouble)?.TrimEnd('\r', '\n');
        foreach (var mistake in trouble) reader.Note($"{path}.file", mistake.Reason, mistake.Mend);
        if (value is "") reader.Note($"{path}.file", "The file is empty.", "Write the secret into it.");
        return value;
    }
}
