using Azure.Core;
using Azure.Core.Pipeline;

namespace Expectations.Storage.Tests;

/// <summary>Stops one request of a client right before it is sent, until it is let through; notes all others.</summary>
sealed class Turnstile : HttpPipelinePolicy
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Func<Request, bool>? awaited;

    /// <summary>Requests sent so far, as method and address.</summary>
    public List<(RequestMethod Method, Uri Address)> Sent { get; } = [];

    /// <summary>Bytes of the largest transaction sent.</summary>
    public long LargestTransaction { get; private set; }

    /// <summary>Bytes of the largest answer.</summary>
    public long LargestAnswer { get; private set; }

    /// <summary>Begins something and returns once it has come to the first request of that kind.</summary>
    public async Task<Task<T>> StopAsync<T>(Func<Request, bool> at, Func<Task<T>> begin)
    {
        awaited = at;
        var begun = Task.Run(begin);
        await Task.WhenAny(reached.Task, begun).WaitAsync(Patience);
        Assert.False(begun.IsCompleted, "It never came to the request it was to be stopped at.");
        return begun;
    }

    /// <summary>Lets it through and waits for its end.</summary>
    public async Task<T> LetThroughAsync<T>(Task<T> begun)
    {
        opened.TrySetResult();
        return await begun.WaitAsync(Patience);
    }

    /// <summary>Ends the process there: the request is never sent.</summary>
    public async Task BreakAsync<T>(Task<T> begun)
    {
        opened.TrySetException(new DiedException());
        await Assert.ThrowsAsync<DiedException>(() => begun.WaitAsync(Patience));
    }

    /// <summary>A transaction of a project.</summary>
    public static bool IsCommit(Request request) => Names(request, "$batch");

    /// <summary>The end of a hint.</summary>
    public static bool IsHintRemoval(Request request) =>
        request.Method == RequestMethod.Delete && Names(request, "wakes(");

    /// <summary>A change of a single row of a project.</summary>
    public static bool IsRowChange(Request request) =>
        request.Method.Method is "PUT" or "PATCH" or "MERGE" or "POST" && Names(request, "ledgers(");

    /// <summary>The bytes of a blob.</summary>
    public static bool IsBlobRead(Request request) =>
        request.Method == RequestMethod.Get && Names(request, "/snapshot/");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (awaited?.Invoke(message.Request) == true)
        {
            awaited = null;
            reached.SetResult();
            await opened.Task.WaitAsync(Patience);
        }
        lock (Sent)
            Sent.Add((message.Request.Method, message.Request.Uri.ToUri()));
        if (IsCommit(message.Request))
            LargestTransaction = Math.Max(LargestTransaction, await LengthAsync(message.Request.Content!));
        await ProcessNextAsync(message, pipeline);
        if (message.Response.ContentStream is { CanSeek: true } answer)
            LargestAnswer = Math.Max(LargestAnswer, answer.Length);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The store asks asynchronously.");

    static bool Names(Request request, string part) =>
        Uri.UnescapeDataString(request.Uri.ToString()).Contains(part, StringComparison.Ordinal);

    static async Task<long> LengthAsync(RequestContent content)
    {
        using var copy = new MemoryStream();
        await content.WriteToAsync(copy, default);
        return copy.Length;
    }

    sealed class DiedException : Exception;
}
