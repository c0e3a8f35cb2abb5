using System.Text;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Integrations.Plans;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Expectations.Integrations.Mail;

/// <summary>Sends letters from a Microsoft 365 mailbox through Microsoft Graph.</summary>
/// <remarks>Needs the application permission <c>Mail.Send</c>.</remarks>
/// <param name="client">Graph, signed in as the application.</param>
/// <param name="mailbox">Address or identity of the mailbox that sends.</param>
public sealed class GraphMailOutlet(GraphServiceClient client, string mailbox) : IOutlet
{
    static readonly Dictionary<string, Microsoft.Kiota.Abstractions.Serialization.ParsableFactory<
        Microsoft.Kiota.Abstractions.Serialization.IParsable>> Errors =
        new(StringComparer.Ordinal) { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    // Every attempt is the courier's to count: the SDK would repeat it silently.
    static readonly RetryHandlerOption NoRetries = new() { MaxRetry = 0, ShouldRetry = (_, _, _) => false };

    /// <summary>An outlet that signs in as the options say; for as long as the process runs.</summary>
    /// <param name="options">How to sign in.</param>
    /// <param name="mailbox">Address or identity of the mailbox that sends.</param>
    /// <exception cref="InvalidOperationException">The options cannot work; it says what to do.</exception>
    public static GraphMailOutlet Open(GraphOptions options, string mailbox) =>
        new(new GraphConnection(options).Client, mailbox);

    /// <inheritdoc/>
    public string Name => "graph";

    /// <inheritdoc/>
    public async Task<Attempt> DeliverAsync(OutboxRow letter, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var body = new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToBase64String(letter.Mime.Span)));
        try
        {
            await client.RequestAdapter.SendNoContentAsync(Request(body), Errors, cancellation);
            return new(AttemptResult.Accepted);
        }
        catch (Exception trouble) when (GraphMailReplies.Explain(trouble, letter.Recipient) is { } attempt)
        {
            return attempt;
        }
    }

    RequestInformation Request(Stream mime)
    {
        var request = client.Users[mailbox].SendMail.ToPostRequestInformation(new SendMailPostRequestBody());
        // The SDK knows this call with JSON only.
        request.Headers.Remove("Content-Type");
        request.SetStreamContent(mime, "text/plain");
        request.AddRequestOptions([NoRetries]);
        return request;
    }
}
