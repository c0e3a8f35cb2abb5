using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Expectations.Integrations.Mail;

namespace Expectations.Integrations.Tests.Mail;

/// <summary>
/// A mail server that answers as told. An answer is a reply line, <see cref="HangUp"/> or <see
/// cref="SayNothing"/>.
/// </summary>
sealed class ScriptedSmtpServer : IAsyncDisposable
{
    public const string HangUp = "hang up";
    public const string SayNothing = "say nothing";

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly ConcurrentDictionary<string, Func<string>> script = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<byte[]> contents = new();
    readonly ConcurrentQueue<string> commands = new();
    readonly Task accepting;
    int connections;

    public ScriptedSmtpServer(params (string Stage, string Answer)[] answers)
    {
        foreach (var (stage, answer) in answers)
            Answer(stage, answer);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Capabilities it offers.</summary>
    public string[] Offers { get; init; } = ["PIPELINING", "8BITMIME", "SIZE 1000000"];

    public int Connections => connections;

    /// <summary>
    /// What came between DATA and the final dot, dots taken off, also where no answer was given.
    /// </summary>
    public IReadOnlyList<byte[]> Contents => [.. contents];

    public IReadOnlyList<string> Commands => [.. commands];

    public SmtpSettings Settings => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        Security = SmtpSecurity.None,
    };

    /// <summary>
    /// Answers a stage: CONNECT, EHLO, MAIL, RCPT, DATA, CONTENT (after the final dot), AUTH.
    /// </summary>
    public void Answer(string stage, string answer) => script[stage] = () => answer;

    /// <summary>Answers a stage in turn; the last answer stays.</summary>
    public void AnswerInTurn(string stage, params string[] answers)
    {
        var left = new ConcurrentQueue<string>(answers);
        script[stage] = () => left.Count > 1 && left.TryDequeue(out var next) ? next : answers[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connections);
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ConverseAsync(client.GetStream());
            }
            catch (Exception trouble) when (trouble is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    async Task ConverseAsync(NetworkStream stream)
    {
        // Latin-1 keeps every byte as it came.
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (await ReplyAsync(stream, "CONNECT", "220 ready") is null)
            return;
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            commands.Enqueue(line);
            var stage = line.Split(' ')[0].ToUpperInvariant();
            var usual = stage switch
            {
                "EHLO" => string.Join("\r\n", Offers.Select(offer => $"250-{offer}").Prepend("250-test").Append("250 OK")),
                "DATA" => "354 go on",
                "AUTH" => "235 welcome",
                "QUIT" => "221 bye",
                _ => "250 OK",
            };
            var answer = await ReplyAsync(stream, stage, usual);
            if (answer is null || (stage is "DATA" && answer.StartsWith('3') && !await TakeAsync(stream, reader)))
                return;
        }
    }

    async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            if (line is ".")
            {
                contents.Enqueue(Encoding.Latin1.GetBytes(content.ToString()));
                return await ReplyAsync(stream, "CONTENT", "250 taken") is not null;
            }
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        return false;
    }

    async Task<string?> ReplyAsync(NetworkStream stream, string stage, string usual)
    {
        var answer = script.TryGetValue(stage, out var told) ? told() : usual;
        if (answer is SayNothing)
            await Task.Delay(Timeout.Infinite, end.Token);
        if (answer is HangUp)
            return null;
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), end.Token);
        return answer;
    }
}
