using System.CommandLine;
using Expectations.Hosting.Ledgers;
using Expectations.Storage;

namespace Expectations.Local.Commands;

/// <summary>Writes a project's ledger as NDJSON.</summary>
static class ExportCommand
{
    static readonly Option<DirectoryInfo> Data = new("--data") { Description = "The data folder.", Required = true };
    static readonly Option<string> Project = new("--project") { Description = "Whose ledger.", Required = true };
    static readonly Option<FileInfo?> Out =
        new("--out") { Description = "Where to write it; none writes to standard output." };

    public static Command Create()
    {
        var command = new Command("export",
            "Writes a project's ledger as NDJSON that anyone can verify offline.") { Data, Project, Out };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(Data), parsed.GetRequiredValue(Project), parsed.GetValue(Out), cancellation));
        return command;
    }

    static async Task<int> RunAsync(DirectoryInfo data, string project, FileInfo? file, CancellationToken cancellation)
    {
        var path = LocalEngine.LedgerFile(data.FullName);
        if (!File.Exists(path))
            return Terminal.Fail($"{data} holds no ledgers. Name the data folder of a portfolio.");
        await using var store = await SqliteLedgerStore.OpenAsync(path, cancellation: cancellation);
        await using var output = file?.Create() ?? Console.OpenStandardOutput();
        return await LedgerExport.WriteAsync(store, project, output, cancellation: cancellation)
            ? 0
            : Terminal.Fail($"{data} holds no project {project}.");
    }
}
