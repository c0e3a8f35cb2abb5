namespace Expectations.Local;

/// <summary>Lets several pieces of endless work go on side by side.</summary>
static class Together
{
    /// <summary>Returns when all have ended; where one fails, the others are told to end too.</summary>
    public static async Task RunAsync(CancellationToken cancellation, params Func<CancellationToken, Task>[] works)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(works.Select(work => UntilEndAsync(work, end)));
    }

    static async Task UntilEndAsync(Func<CancellationToken, Task> work, CancellationTokenSource end)
    {
        try
        {
            await work(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Told to end: what was under way is either committed or as if it had never begun.
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }
}
