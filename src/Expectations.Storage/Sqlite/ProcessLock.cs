namespace Expectations.Storage.Sqlite;

/// <summary>
/// Keeps a second process from a file: two writers would each believe in a queue of their own. The operating
/// system drops the lock with the process, however that ends.
/// </summary>
internal static class ProcessLock
{
    /// <exception cref="LedgerStoreUnusableException">
    /// Someone else has the file, or the folder cannot be written.
    /// </exception>
    internal static FileStream Take(string path)
    {
        try
        {
            return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerStoreUnusableException(
                $"{path} cannot be opened for writing. Let this user write into its folder.", e);
        }
        catch (IOException e)
        {
            throw new LedgerStoreUnusableException(
                $"{path} is in use by another process ({e.Message}). Stop that one, or name another file.", e);
        }
    }
}
