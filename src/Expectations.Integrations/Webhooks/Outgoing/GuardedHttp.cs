using System.Net;
using System.Net.Sockets;

namespace Expectations.Integrations.Webhooks.Outgoing;

/// <summary>
/// HTTP to the public internet only: names are resolved here, and the connection goes to the very address that was
/// found good. No redirects, no proxy, no cookies.
/// </summary>
static class GuardedHttp
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A client; whoever makes it disposes of it.</summary>
    /// <param name="mayConnect">Which addresses may be connected to.</param>
    /// <param name="resolve">Addresses of a name; none asks the machine's own resolver.</param>
    internal static HttpClient Create(
        Func<IPAddress, bool> mayConnect, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Patience,
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancellation) => ConnectAsync(
                context.DnsEndPoint, mayConnect, resolve ?? Dns.GetHostAddressesAsync, cancellation),
        })
        {
            Timeout = Patience,
        };

    static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint to, Func<IPAddress, bool> mayConnect, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellation)
    {
        var addresses = await resolve(to.Host, cancellation);
        // One address that is not public makes the whole name suspicious.
        if (addresses.Length == 0 || !addresses.All(mayConnect))
            throw new AddressNotPublicException(to.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name led to an address that is not of the public internet.</summary>
sealed class AddressNotPublicException(string host)
    : IOException($"{host} leads to an address that is not public; nothing was sent there.");
