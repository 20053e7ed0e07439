using System.Net;

namespace NewsApi.Fetching;

/// <summary>Where this server may go on the network: section <c>Outgoing</c>.</summary>
internal sealed class OutgoingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Outgoing";

    /// <summary>Networks that may be asked though they are not public, such as <c>10.0.0.0/8</c>, with spaces between them. Default none.</summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>The networks of a setting; null where one of them is none.</summary>
    public static IReadOnlyList<IPNetwork>? NetworksOrNull(string setting)
    {
        List<IPNetwork> networks = [];
        foreach (var text in setting.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                return null;
            }

            networks.Add(network);
        }

        return networks;
    }
}
