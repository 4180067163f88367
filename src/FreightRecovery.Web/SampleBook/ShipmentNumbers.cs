using System.Collections.Immutable;
using System.Globalization;
using FreightRecovery.Domain;

namespace FreightRecovery.Web.SampleBook;

/// <summary>Hands out container, booking and waybill numbers, each once and with its check digit.</summary>
internal sealed class ShipmentNumbers(Draw draw)
{
    private int _container = draw.Between(100_000, 200_000);
    private int _master = draw.Between(1_000_000, 1_500_000);

    public ImmutableArray<string> Containers(Line line, int count) => [.. Enumerable.Range(0, count).Select(_ => Container(line))];

    public string Master(Lane lane, string carrier, Airline? airline) => lane.Mode switch
    {
        TransportMode.Air => AirWaybill(airline!, ++_master),
        TransportMode.Sea => string.Create(CultureInfo.InvariantCulture, $"{carrier}{++_master * 37L:D9}"),
        TransportMode.Road => string.Create(CultureInfo.InvariantCulture, $"CMR-{++_master}"),
        TransportMode.Rail => string.Create(CultureInfo.InvariantCulture, $"CIM-{++_master}"),
    };

    private static string AirWaybill(Airline airline, int serial) =>
        string.Create(CultureInfo.InvariantCulture, $"{airline.Prefix}-{serial:D7}{CheckDigits.OfAirWaybill(serial)}");

    private string Container(Line line)
    {
        while (true)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{line.ContainerOwner}{_container++:D6}");
            if (CheckDigits.OfContainer(number) is { } digit)
                return string.Create(CultureInfo.InvariantCulture, $"{number}{digit}");
        }
    }
}
