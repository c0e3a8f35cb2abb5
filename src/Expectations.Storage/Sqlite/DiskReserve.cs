namespace Expectations.Storage.Sqlite;

/// <summary>
/// A file that does nothing but take up room. When the disk is full it is given up, so that letters already
/// on their way can still be settled; nothing new is begun until there is room for it again.
/// </summary>
internal sealed class DiskReserve
{
    readonly string path;
    readonly long bytes;

    internal DiskReserve(string path, long bytes)
    {
        this.path = path;
        this.bytes = bytes;
        Restore();
    }

    /// <summary>Whether the room is set aside.</summary>
    internal bool IsHeld { get; private set; }

    /// <summary>Sets the room aside, where it is not and the disk has it.</summary>
    internal void Restore()
    {
        if (IsHeld)
            return;
        try
        {
            if (bytes > 0 && (!File.Exists(path) || new FileInfo(path).Length != bytes))
                SetAside();
            IsHeld = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Still no room.
        }
    }

    /// <summary>Gives the room up.</summary>
    internal void Release()
    {
        IsHeld = false;
        if (File.Exists(path))
            File.Delete(path);
    }

    void SetAside()
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            PreallocationSize = bytes,
        });
        // Preallocated room beyond the end of a file is given back when some systems close it.
        file.SetLength(bytes);
    }
}
