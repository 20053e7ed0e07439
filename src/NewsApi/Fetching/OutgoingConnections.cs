using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace NewsApi.Fetching;

/// <summary>
/// Makes the connections on which this server asks others. Whoever names an address is not trusted with it: each connection is looked
/// at when it is made, by the address it really leads to, whatever name, spelling or redirect it came from.
/// </summary>
internal sealed class OutgoingConnections(IOptions<OutgoingOptions> options, TimeProvider clock)
{
    private const int MaxHeadersKilobytes = 64;

    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IPNetwork> _allowed = OutgoingOptions.NetworksOrNull(options.Value.AllowedNetworks) ?? [];

    /// <summary>Whether an address may be connected to: it is public, or the operator allows its network.</summary>
    public bool Allow(IPAddress address)
    {
        // One address, however a socket of both families writes it.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
        return PublicAddresses.Include(plain) || _allowed.Any(network => network.Contains(plain));
    }

    /// <summary>Why a host written as an address, or as this machine, can never be asked; null where only looking it up can tell.</summary>
    /// <param name="url">An address on the web. All spellings of an IPv4 address are one by now (2130706433, 0x7f.1, 127.1).</param>
    public string? WrongHostOrNull(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        var isThisMachine = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        var address = isThisMachine ? IPAddress.Loopback : IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? literal : null;
        return address is null || Allow(address) ? null : new ForbiddenAddressException(host, address).Message;
    }

    /// <summary>A handler that redirects nowhere, keeps no cookies, knows no proxy or password, and passes no trace on.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // A proxy would make the connection itself, to whatever address it finds.
        UseProxy = false,
        Credentials = null,
        MaxResponseHeadersLength = MaxHeadersKilobytes,
        MaxResponseDrainSize = 0,
        ConnectTimeout = WebFetcher.Timeout,

        // Names come to lead elsewhere.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await LookUpAsync(host, cancel);
        var addresses = found.Where(Allow).ToArray();
        if (addresses.Length == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenAddressException(host, found[0]);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);

            // It is one of those above. That this stays so, whatever is done above, is what all depends on.
            var connected = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            return Allow(connected) ? new NetworkStream(socket, ownsSocket: true) : throw new ForbiddenAddressException(host, connected);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel).WaitAsync(LongestLookup, clock, cancel);
        }
        catch (TimeoutException)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }
}

/// <summary>A name leads where this server does not go.</summary>
internal sealed class ForbiddenAddressException(string host, IPAddress address) : IOException(
    host == address.ToString() ? $"{host} is no public address, and {Setting}" : $"{host} leads to {address}, which is no public address, and {Setting}")
{
    private const string Setting = $"no network that `{OutgoingOptions.Section}:{nameof(OutgoingOptions.AllowedNetworks)}` allows.";
}
