using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>Signs and sends one message.</summary>
sealed class OutgoingPost(HttpClient http) : IDisposable
{
    /// <summary>Sends once.</summary>
    /// <returns>How it ended and, where it was not taken, why.</returns>
    internal async Task<(PostResult Result, string Why)> SendAsync(
        OutgoingEndpoint endpoint, OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(message.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("Expectations.Functions");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", string.Join(' ', endpoint.Secrets
            .Select(secret => StandardSignature.Of(secret, message.Id, timestamp, message.Body))));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode ? (PostResult.Taken, "")
                : answer.StatusCode == HttpStatusCode.Gone ? (PostResult.Gone, "it asked never to be told again (410)")
                : (PostResult.Failed, $"it answered {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException
            && !cancellation.IsCancellationRequested)
        {
            return (PostResult.Silent, (lost.InnerException as AddressNotPublicException)?.Message ?? lost.Message);
        }
    }

    /// <summary>Lets the connections go.</summary>
    public void Dispose() => http.Dispose();
}

/// <summary>How an attempt to tell somebody ended.</summary>
enum PostResult
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It was refused.</summary>
    Failed,

    /// <summary>Nobody answered; it may have been taken.</summary>
    Silent,

    /// <summary>The receiver wants no more.</summary>
    Gone,
}
