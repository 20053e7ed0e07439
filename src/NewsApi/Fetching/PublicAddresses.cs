using System.Net;
using System.Net.Sockets;

namespace NewsApi.Fetching;

/// <summary>
/// Which addresses are on the public internet. All others may lead to this machine or into the network it stands in, where nothing
/// outside has any business (IANA's registries of special-purpose addresses, RFC 6890).
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublicV4 = Networks(
        "0.0.0.0/8", // This network.
        "10.0.0.0/8", // Private.
        "100.64.0.0/10", // Shared by the customers of a provider.
        "127.0.0.0/8", // This machine.
        "169.254.0.0/16", // This link; clouds tell machines their secrets here.
        "172.16.0.0/12", // Private.
        "192.0.0.0/24", // Protocol assignments.
        "192.0.2.0/24", // Documentation.
        "192.88.99.0/24", // Relays of 6to4, given up.
        "192.168.0.0/16", // Private.
        "198.18.0.0/15", // Benchmarks.
        "198.51.100.0/24", // Documentation.
        "203.0.113.0/24", // Documentation.
        "224.0.0.0/4", // Multicast.
        "240.0.0.0/4"); // Reserved, and the broadcast address.

    /// <summary>The only part of IPv6 from which addresses for everybody are given; less what follows. The rest is local, multicast or nobody's.</summary>
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublicV6 = Networks(
        "2001::/23", // Protocol assignments, Teredo among them.
        "2001:db8::/32", // Documentation.
        "3fff::/20"); // Documentation.

    /// <summary>Networks of IPv6 whose addresses stand for one of IPv4, and the byte at which that begins.</summary>
    private static readonly (IPNetwork Network, int Start)[] Embedding =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12), // Mapped.
        (IPNetwork.Parse("::/96"), 12), // Compatible, given up.
        (IPNetwork.Parse("64:ff9b::/96"), 12), // NAT64.
        (IPNetwork.Parse("2002::/16"), 2), // 6to4.
    ];

    /// <summary>Whether an address is on the public internet.</summary>
    public static bool Include(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(NotPublicV4, network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        // A scope says which link is meant; the rest says what the address is.
        var bytes = address.GetAddressBytes();
        var whole = new IPAddress(bytes);
        foreach (var (network, start) in Embedding)
        {
            if (network.Contains(whole))
            {
                return Include(new IPAddress(bytes.AsSpan(start, 4)));
            }
        }

        return GlobalV6.Contains(whole) && !Array.Exists(NotPublicV6, network => network.Contains(whole));
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
