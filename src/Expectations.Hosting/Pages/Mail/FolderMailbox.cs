using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Expectations.Hosting.Pages.Mail;

/// <summary>A folder of .eml files, read as one mailbox.</summary>
/// <param name="folder">Where the files are; subfolders count. It need not exist yet.</param>
public sealed class FolderMailbox(string folder) : IMailbox
{
    const int MostListed = 2_000;
    const long LargestMessage = 25 * 1024 * 1024;

    readonly ConcurrentDictionary<(string Path, DateTime Written), MailSummary> summaries = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MailSummary>> ListAsync(CancellationToken cancellation = default)
    {
        var newest = Files().OrderByDescending(f => f.LastWriteTimeUtc).Take(MostListed);
        IReadOnlyList<MailSummary> listed =
        [
            .. newest.Select(Summary).OfType<MailSummary>()
                .OrderByDescending(m => m.At).ThenBy(m => m.Id, StringComparer.Ordinal),
        ];
        return ValueTask.FromResult(listed);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(
        string id, CancellationToken cancellation = default) =>
        // The identity is looked for among the files; it is never made into a path.
        Files().FirstOrDefault(f => Id(f) == id) is { } file
            ? await File.ReadAllBytesAsync(file.FullName, cancellation)
            : null;

    IEnumerable<FileInfo> Files()
    {
        var root = new DirectoryInfo(folder);
        return root.Exists
            ? root.EnumerateFiles("*.eml", SearchOption.AllDirectories).Where(f => f.Length <= LargestMessage)
            : [];
    }

    MailSummary? Summary(FileInfo file)
    {
        var key = (file.FullName, file.LastWriteTimeUtc);
        if (summaries.TryGetValue(key, out var known))
            return known;
        try
        {
            var summary = MailView.From(Id(file), File.ReadAllBytes(file.FullName))?.Summary;
            if (summary is not null)
                summaries[key] = summary;
            return summary;
        }
        catch (IOException)
        {
            // Being written or taken away right now; the next look finds out which.
            return null;
        }
    }

    string Id(FileInfo file) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file.FullName))).AsSpan(0, 12));
}
