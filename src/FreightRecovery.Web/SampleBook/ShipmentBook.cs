using System.Collections.Immutable;
using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>The three thousand shipments: every one is a booking of its customer, at its customer's own rhythm.</summary>
internal static class ShipmentBook
{
    public const int Count = 3_000;

    /// <summary>How far back the book goes.</summary>
    public static readonly Duration Span = Duration.FromDays(730);

    public static ImmutableArray<SampleShipment> Make(int seed, Instant now, ImmutableArray<SampleCustomer> customers)
    {
        var draw = new Draw(seed, "shipments");
        var numbers = new ShipmentNumbers(draw);
        var cases = WorkedCases.Shipments(draw, numbers, now, customers);
        var bookings = Bookings(draw, now, customers, Count - cases.Length)
            .OrderBy(b => b.At).ThenBy(b => b.Customer.Ref, StringComparer.Ordinal);

        var serials = new Dictionary<string, int>();
        var book = ImmutableArray.CreateBuilder<SampleShipment>(Count);
        foreach (var (customer, at) in bookings)
        {
            var branch = customer.Market.Branch;
            var serial = serials[branch] = serials.GetValueOrDefault(branch) + 1;
            var date = at.InUtc().Date;
            var reference = string.Create(CultureInfo.InvariantCulture, $"{branch}{date.Year % 100:D2}{date.Month:D2}-{serial:D5}");
            book.Add(One(draw, numbers, reference, customer, LaneOf(draw, branch), at, now));
        }

        book.AddRange(cases);
        return book.MoveToImmutable();
    }

    private static IEnumerable<(SampleCustomer Customer, Instant At)> Bookings(
        Draw draw, Instant now, ImmutableArray<SampleCustomer> customers, int total)
    {
        foreach (var (customer, count) in Counts(draw, customers, total))
        {
            var active = customer.Temperament.ActiveShare(count, draw);
            for (var i = 0; i < count; i++)
            {
                // One booking in each equal part of the active time, somewhere in its middle: a rhythm, not a machine.
                var share = (i + 0.1 + 0.8 * draw.Unit()) / count;
                var minutes = Span.TotalMinutes * (1 - active * customer.Temperament.Bend(share));
                yield return (customer, now - Duration.FromMinutes((long)minutes));
            }
        }
    }

    /// <summary>Shares the bookings out by weight, so that they come to the total exactly.</summary>
    private static (SampleCustomer Customer, int Count)[] Counts(Draw draw, ImmutableArray<SampleCustomer> customers, int total)
    {
        var counts = customers
            .Select(c => (Customer: c, Fixed: c.Temperament.Bookings(draw), Weight: c.Temperament.Weight() * draw.Between(50, 150)))
            .ToArray();
        var left = total - counts.Sum(c => c.Fixed ?? 0);
        var weights = counts.Sum(c => c.Weight);
        var shared = Array.ConvertAll(counts, c => (c.Customer, Count: c.Fixed ?? left * c.Weight / weights));
        var missing = total - shared.Sum(c => c.Count);
        for (var i = 0; missing > 0; i = (i + 1) % shared.Length)
        {
            if (counts[i].Fixed is not null)
                continue;

            shared[i].Count++;
            missing--;
        }

        return shared;
    }

    private static SampleShipment One(
        Draw draw, ShipmentNumbers numbers, string reference, SampleCustomer customer, Lane lane, Instant bookedAt, Instant now)
    {
        var line = draw.Of(Carriers.Lines);
        var airline = draw.Of(Carriers.Airlines);
        var carrier = lane.Mode switch
        {
            TransportMode.Sea => line.Code,
            TransportMode.Air => airline.Code,
            TransportMode.Road => draw.Of(Carriers.Hauliers),
            TransportMode.Rail => draw.Of(Carriers.Railways),
        };
        var departsAt = bookedAt + Lead(draw, lane.Mode);
        var arrivesAt = departsAt + Duration.FromDays(lane.Days) + draw.Hours(0, 20);
        var deliversAt = arrivesAt + LastLeg(draw, lane.Mode);
        var cargo = Cargo.Of(draw, lane);
        var sea = lane.Mode == TransportMode.Sea;
        return new SampleShipment(reference, customer, lane)
        {
            Line = sea ? line : null,
            Carrier = carrier,
            Vessel = sea ? line.Sailing(lane, departsAt) : null,
            Voyage = sea ? Line.Voyage(lane, departsAt) : null,
            Flight = lane.Mode == TransportMode.Air ? string.Create(CultureInfo.InvariantCulture, $"{airline.Code}{draw.Between(10, 989) * 7}") : null,
            Incoterm = sea ? draw.Of(["FOB", "FOB", "CIF", "CFR", "FCA", "EXW", "DAP"]) : draw.Of(["FCA", "CPT", "CIP", "EXW", "DAP", "DDP"]),
            Packages = cargo.Packages,
            GrossKilograms = cargo.Gross,
            ChargeableKilograms = cargo.Chargeable,
            CubicMetres = cargo.CubicMetres,
            Insured = draw.Of<bool?>([true, true, false, false, null]),
            Regime = Regimes.Of(lane),
            BookedAt = bookedAt,
            DepartsAt = departsAt,
            ArrivesAt = arrivesAt,
            DeliversAt = deliversAt,
            DeliveredAt = deliversAt <= now ? deliversAt : null,
            MasterReference = numbers.Master(lane, carrier, airline),
            Containers = sea || lane.Mode == TransportMode.Rail ? numbers.Containers(line, cargo.Containers) : [],
            Freight = Math.Round(
                lane.Rate * cargo.Units * draw.Between(90, 115) / 100m * Tariff.PerDollar(customer.Market.Currency), 2,
                MidpointRounding.AwayFromZero),
        };
    }

    /// <summary>Most jobs go by sea, as at most forwarders of containers.</summary>
    private static Lane LaneOf(Draw draw, string branch)
    {
        var bySea = draw.Chance(85);
        return draw.Of([.. Places.Of(branch).Where(l => l.Mode == TransportMode.Sea == bySea)]);
    }

    private static Duration Lead(Draw draw, TransportMode mode) => mode switch
    {
        TransportMode.Sea => draw.Days(14, 60),
        TransportMode.Air => draw.Days(1, 5),
        TransportMode.Road => draw.Days(1, 6),
        TransportMode.Rail => draw.Days(6, 18),
    };

    private static Duration LastLeg(Draw draw, TransportMode mode) => mode switch
    {
        TransportMode.Sea => draw.Days(3, 18),
        TransportMode.Rail => draw.Days(2, 11),
        TransportMode.Air or TransportMode.Road => draw.Hours(6, 60),
    };
}
