namespace Expectations.Storage.Sqlite;

/// <summary>A note to be changed, together with whatever else waits.</summary>
internal sealed class NoteChange(string shelf, string key, Func<byte[]?, byte[]?> change)
{
    readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Shelf => shelf;

    internal string Key => key;

    /// <summary>Ends when the change is durable, or fails.</summary>
    internal Task Done => done.Task;

    internal byte[]? From(byte[]? before) => change(before);

    internal void Succeed() => done.SetResult();

    internal void Fail(Exception reason) => done.SetException(reason);
}
