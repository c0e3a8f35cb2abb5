using System.CommandLine;
using Expectations.Hosting.Ledgers;

namespace Expectations.Local.Commands;

/// <summary>Checks an exported ledger, offline.</summary>
static class VerifyCommand
{
    static readonly Argument<FileInfo> Export = new("file") { Description = "An exported ledger." };

    public static Command Create()
    {
        var command =
            new Command("verify", "Checks an exported ledger offline and names the first bad line.") { Export };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Export), cancellation));
        return command;
    }

    static async Task<int> RunAsync(FileInfo file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return Terminal.Fail($"{file} does not exist; name an exported ledger.");
        await using var export = file.OpenRead();
        var verification = await LedgerVerifier.VerifyAsync(export, cancellation);
        if (!verification.IsIntact)
            return Terminal.Fail($"{file.Name}, line {verification.BadLine}: {verification.Problem}");
        Terminal.Say(
            $"{file.Name} is intact: {verification.Events} events of {verification.ProjectId}, "
            + $"head {verification.Head}."
            + (verification.Withheld > 0
                ? $" Of {verification.Withheld} events, which clients do not see, only the hashes are there."
                : ""));
        return 0;
    }
}
